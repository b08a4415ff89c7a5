import { arrangement } from './arrangement.ts';
import { dropout } from './dropout.ts';
import { elementwise } from './elementwise.ts';
import type { Kernels } from './kernel.ts';
import { products } from './products.ts';
import { rows } from './rows.ts';
import { tokens } from './tokens.ts';

/** Every operator but `input`, by its name. */
export const kernels: Kernels = { ...arrangement, ...dropout, ...elementwise, ...products, ...rows, ...tokens };
