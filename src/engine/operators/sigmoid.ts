import { multiply, subtract } from '../builders.ts';
import { unary } from './unary.ts';

export const sigmoid = unary('Sigmoid', (dy, _, y) => multiply(dy, subtract(y, multiply(y, y))));
