import { expect, it } from 'vitest';
import { quantityFrom } from '../../../src/design/quantities.ts';

it.each([
	['25M', 25e6],
	['128KiB', 131072],
	['8 GiB', 8 * 2 ** 30],
	['1G', 1e9],
	['2.5B', 2.5e9],
	['1e9', 1e9],
	['80GB', 80e9],
	['12 bytes', 12],
	['15 TFLOP', 15e12],
	[4096, 4096],
	['many', undefined],
	['-5', undefined],
	[0, undefined],
	['5X', undefined],
	['', undefined],
])('%j is %j', (text, value) => {
	expect(quantityFrom(text)).toBe(value);
});
