import { divide, scale } from '../builders.ts';
import { unary } from './unary.ts';

export const sqrt = unary('Sqrt', (dy, _, y) => divide(scale(dy, 0.5), y));
