import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/rules/lint.ts';

const folder = new URL('../../../examples/paper/', import.meta.url);
const read = (name: string) => lint(readFileSync(new URL(`${name}.headroom.yaml`, folder), 'utf8'), `${name}.headroom.yaml`);

/** Totals by the formula that gives every count of the paper's tables after rounding: width, heads × size, feed-forward, vocabulary 30522. */
function derived(width: number, heads: number, size: number, feedForward: number): number {
	const vocabulary = 30522;
	const embedding = vocabulary * width + 512 * width + 2 * width + 2 * width;
	const attention = 4 * width * heads * size + 3 * heads * size + width;
	const block = 2 * width * feedForward + feedForward + width;
	const pretraining = width * width + width + (width * width + width + 2 * width + vocabulary) + (2 * width + 2);
	return embedding + 24 * (attention + block + 4 * width) + pretraining;
}

describe('a model of the paper', () => {
	it.each<[string, number, number, number, number, number]>([
		['table-1-8-heads', 1024, 8, 128, 4096, 336],
		['table-1-16-heads', 1024, 16, 64, 4096, 336],
		['table-1-32-heads', 1024, 32, 32, 4096, 336],
		['table-2a-8-heads', 512, 8, 128, 4096, 168],
		['table-2a-12-heads', 512, 12, 128, 4096, 193],
		['table-2a-16-heads', 512, 16, 128, 4096, 218],
		['table-2a-32-heads', 512, 32, 128, 4096, 319],
		['table-2b-size-32', 512, 8, 32, 4096, 130],
		['table-2b-size-64', 512, 8, 64, 4096, 142],
		['table-2b-size-256', 512, 8, 256, 4096, 218],
		['table-3-8-heads', 768, 8, 128, 3072, 214],
		['table-3-12-heads', 768, 12, 128, 3072, 252],
		['table-3-16-heads', 768, 16, 128, 3072, 290],
		['table-3-20-heads', 768, 20, 128, 3072, 327],
	])('%s: width %i, %i heads of %i, feed-forward %i: %iM', (name, width, heads, size, feedForward, millions) => {
		const total = read(name).analysis?.parameters.value;
		expect(total).toBe(derived(width, heads, size, feedForward));
		expect(Math.round((total ?? 0) / 1e6)).toBe(millions);
	});

	it('is tested, each one', () => {
		expect(readdirSync(folder).filter((file) => file.endsWith('.yaml'))).toHaveLength(14);
	});

	it('with a head of the sequence length has no rank finding, and a split one has', () => {
		const ranked = (name: string) => read(name).findings.some(({ rule }) => rule === 'head-rank-below-seq');
		expect(ranked('table-2a-32-heads')).toBe(false);
		expect(ranked('table-1-32-heads')).toBe(true);
	});
});
