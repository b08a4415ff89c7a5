import { readFileSync } from 'node:fs';
import type { AttentionMask } from '../../../../src/design/architecture.ts';
import type { Ranks } from '../../../../src/training/rank/ranks.ts';
import type { Seen } from '../../../../src/training/rank/seen.ts';

/** What makes scores; see `scoresOf`. */
export interface Recipe {
	heads?: number;
	tokens: number;
	size: number;
	gain: number;
	shift: number;
}

/** What `test/reference/make_rank_truth.py` writes. */
export const truth: {
	ranks: (Recipe & { expected: Ranks & { singular_values: number[] } })[];
	attention: (Recipe & { heads: number; mask: AttentionMask; cap?: number; alibi?: boolean; expected: Seen[] })[];
} = JSON.parse(readFileSync('test/fixtures/rank/heads.json', 'utf8'));

/** `scores_of` of that script: `[heads, tokens, tokens]`; each query's scores lie around shift · (query + 1). */
export function scoresOf({ heads = 1, tokens, size, gain, shift }: Recipe): Float32Array {
	return Float32Array.from({ length: heads * tokens * tokens }, (_, index) => {
		const [head, query, key] = [Math.floor(index / tokens ** 2), Math.floor(index / tokens) % tokens, index % tokens];
		let sum = 0;
		for (let entry = 0; entry < size; entry++)
			sum += Math.sin(0.37 * query * (entry + 1) + entry + head) * Math.cos(0.53 * key * (entry + 2) + 2 * entry + head);
		return (sum * gain) / Math.sqrt(size) + shift * (query + 1);
	});
}

/** One head's scores, entry by entry. */
export const square = (tokens: number, entry: (query: number, key: number) => number) => ({
	values: Float32Array.from({ length: tokens * tokens }, (_, index) => entry(Math.floor(index / tokens), index % tokens)),
	tokens,
	stride: tokens,
	bound: tokens,
});
