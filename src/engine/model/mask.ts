import type { AttentionMask } from '../../design/architecture.ts';

/** Far enough below any score that softmax gives exactly 0, and still a finite number: −∞ minus −∞ would be NaN. */
const HIDDEN = -1e9;

/** Queries that are scored together, and the keys that any of them sees. */
export interface Block {
	queries: Span;
	keys: Span;
}

/** Positions from one up to, and without, another. */
export interface Span {
	from: number;
	to: number;
}

/** Smaller blocks leave out more of what is hidden, but make products too small to be fast. */
const SMALLEST_BLOCK = 64;
const MOST_BLOCKS = 8;

/** Blocks of queries, so that keys which none of a block sees are not scored: for causal attention up to half of the work. */
export function blocksOf(mask: AttentionMask, positions: number): Block[] {
	const count = Math.max(1, Math.min(MOST_BLOCKS, Math.floor(positions / SMALLEST_BLOCK)));
	const spans = Array.from({ length: count }, (_, block) => ({
		from: Math.floor((block * positions) / count),
		to: Math.floor(((block + 1) * positions) / count),
	}));
	const blocks = spans.map((queries) => ({ queries, keys: seenBy(mask, queries, positions) }));
	const whole = { from: 0, to: positions };
	return blocks.every(({ keys }) => keys.from === 0 && keys.to === positions) ? [{ queries: whole, keys: whole }] : blocks;
}

function seenBy(mask: AttentionMask, queries: Span, positions: number): Span {
	const seen = (key: number) => Array.from({ length: queries.to - queries.from }, (_, index) => queries.from + index).some((query) => sees(mask, query, key));
	let [from, to] = [0, positions];
	while (!seen(from)) from++;
	while (!seen(to - 1)) to--;
	return { from, to };
}

/** What is added to a block's scores: 0 where a query (row) may see a key (column), else a large negative number. */
export function maskScores(mask: AttentionMask, { queries, keys }: Block): Float32Array {
	const columns = keys.to - keys.from;
	return Float32Array.from({ length: (queries.to - queries.from) * columns }, (_, place) =>
		sees(mask, queries.from + Math.floor(place / columns), keys.from + (place % columns)) ? 0 : HIDDEN,
	);
}

/** True where a query may look at a key, each by its position. */
export function sees(mask: AttentionMask, query: number, key: number): boolean {
	const back = query - key;
	switch (mask.kind) {
		case 'full':
			return true;
		case 'causal':
			return back >= 0;
		case 'causal-window':
			return back >= 0 && back < mask.window;
		case 'chunk':
			return back >= 0 && Math.floor(query / mask.chunk) === Math.floor(key / mask.chunk);
		case 'band':
			return Math.abs(back) <= mask.reach;
	}
}
