import { describe, expect, it } from 'vitest';
import type { AttentionMask } from '../../../../src/design/architecture.ts';
import { blocksOf, maskScores } from '../../../../src/engine/model/mask.ts';

/** Whether each query sees each key, put together from the blocks. */
function seen(mask: AttentionMask, positions: number): boolean[][] {
	const rows = Array.from({ length: positions }, () => new Array<boolean>(positions).fill(false));
	for (const block of blocksOf(mask, positions)) {
		const { queries, keys } = block;
		for (const [place, score] of maskScores(mask, block).entries()) {
			const columns = keys.to - keys.from;
			const row = rows[queries.from + Math.floor(place / columns)];
			if (row) row[keys.from + (place % columns)] = score === 0;
		}
	}
	return rows;
}

const masks: [AttentionMask, (query: number, key: number) => boolean][] = [
	[{ kind: 'full' }, () => true],
	[{ kind: 'causal' }, (query, key) => key <= query],
	[{ kind: 'causal-window', window: 3 }, (query, key) => key <= query && query - key < 3],
	[{ kind: 'causal-window', window: 100 }, (query, key) => key <= query && query - key < 100],
	[{ kind: 'chunk', chunk: 48 }, (query, key) => key <= query && Math.floor(query / 48) === Math.floor(key / 48)],
	[{ kind: 'band', reach: 5 }, (query, key) => Math.abs(query - key) <= 5],
];

describe.each(masks)('%o', (mask, sees) => {
	it.each([1, 5, 64, 128, 300])('shows each of %i queries what it may see, and no more', (positions) => {
		const wanted = Array.from({ length: positions }, (_, query) => Array.from({ length: positions }, (_, key) => sees(query, key)));
		expect(seen(mask, positions)).toEqual(wanted);
	});
});

const scored = (mask: AttentionMask, positions: number): number =>
	blocksOf(mask, positions).reduce((sum, { queries, keys }) => sum + (queries.to - queries.from) * (keys.to - keys.from), 0) / positions ** 2;

it('leaves out most of what is hidden in long sequences', () => {
	expect(scored({ kind: 'full' }, 512)).toBe(1);
	expect(scored({ kind: 'causal' }, 128)).toBe(0.75);
	expect(scored({ kind: 'causal' }, 512)).toBe(0.5625);
	expect(scored({ kind: 'causal-window', window: 64 }, 1024)).toBeLessThan(0.2);
});
