import { multiply } from '../builders.ts';
import { unary } from './unary.ts';

export const exp = unary('Exp', (dy, _, y) => multiply(dy, y));
