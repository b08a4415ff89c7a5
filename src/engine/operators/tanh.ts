import { multiply, subtract } from '../builders.ts';
import { unary } from './unary.ts';

export const tanh = unary('Tanh', (dy, _, y) => subtract(dy, multiply(dy, multiply(y, y))));
