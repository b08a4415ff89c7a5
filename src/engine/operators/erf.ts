import { exp, multiply, scale } from '../builders.ts';
import { unary } from './unary.ts';

/** The error function; its derivative is 2/√π · exp(−x²). */
export const erf = unary('Erf', (dy, x) => multiply(dy, scale(exp(scale(multiply(x, x), -1)), 2 / Math.sqrt(Math.PI))));
