import { multiply, positive } from '../builders.ts';
import { unary } from './unary.ts';

export const relu = unary('Relu', (dy, _, y) => multiply(dy, positive(y)));
