import type { Attention, Positions } from '../../design/architecture.ts';
import { alibiScores } from '../../engine/model/alibi.ts';
import { sees } from '../../engine/model/mask.ts';

/** What a head makes of the entries that its mask lets it see. */
export interface Seen {
	/** Mean over the queries of the entropy of their attention, in nats: 0 where each looks at one key, ln k where it looks at k alike. */
	attention_entropy: number;
	/** The largest product of a query and a key, scaled, before cap and biases. */
	max_score: number;
}

/** Queries whose attention is worked out: of a longer window as many, evenly spread. */
const MOST_QUERIES = 256;

/** Heads of one layer over one window; `scores` are its scaled products of queries and keys, `[heads, positions, positions]`. The attention is that of the softmax: with cap, biases and mask. */
export function seenBy(scores: Float32Array, positions: number, { heads, queryKeySize, mask, softCap }: Attention, scheme: Positions): Seen[] {
	const entropies = new Float64Array(heads);
	const largest = new Float64Array(heads).fill(Number.NEGATIVE_INFINITY);
	const chosen = evenly(positions, Math.min(positions, MOST_QUERIES));
	const all = Int32Array.from({ length: positions }, (_, key) => key);
	for (let query = 0; query < positions; query++) {
		const keys = all.filter((key) => sees(mask, query, key));
		const row = new Float64Array(keys.length);
		const block = { queries: { from: query, to: query + 1 }, keys: { from: 0, to: positions } };
		const biases = scheme.kind === 'alibi' && chosen.has(query) ? alibiScores(scheme, heads, queryKeySize, block) : undefined;
		for (let head = 0; head < heads; head++) {
			const start = (head * positions + query) * positions;
			for (let index = 0; index < keys.length; index++) {
				const score = scores[start + (keys[index] as number)] as number;
				row[index] = score;
				if (score > (largest[head] as number)) largest[head] = score;
			}
			if (!chosen.has(query)) continue;
			if (softCap) for (let index = 0; index < row.length; index++) row[index] = softCap * Math.tanh((row[index] as number) / softCap);
			if (biases)
				for (let index = 0; index < row.length; index++) row[index] = (row[index] as number) + (biases[head * positions + (keys[index] as number)] as number);
			entropies[head] = (entropies[head] as number) + entropyOfSoftmax(row) / chosen.size;
		}
	}
	return Array.from(entropies, (entropy, head) => ({ attention_entropy: entropy, max_score: largest[head] as number }));
}

/** So many of the numbers below `count`, with equal steps between them. */
const evenly = (count: number, many: number): Set<number> => new Set(Array.from({ length: many }, (_, index) => Math.floor(((index + 0.5) * count) / many)));

/** Entropy of softmax(x) in nats: ln Σe^y − Σ y·e^y / Σe^y with y = x − max x, so that nothing overflows. */
export function entropyOfSoftmax(row: Float64Array): number {
	let [most, total, weighted] = [Number.NEGATIVE_INFINITY, 0, 0];
	for (const value of row) if (value > most) most = value;
	for (const value of row) {
		const below = value - most;
		const weight = Math.exp(below);
		total += weight;
		weighted += weight * below;
	}
	return Math.max(0, Math.log(total) - weighted / total);
}
