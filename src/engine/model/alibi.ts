import type { Positions } from '../../design/architecture.ts';
import type { Block } from './mask.ts';

/** Slopes of the heads (Press et al. 2022, 3): 2^(−8i/n) for n a power of two, else also every second one of the next power. */
export function slopes(heads: number): number[] {
	const power = 2 ** Math.floor(Math.log2(heads));
	const first = Array.from({ length: power }, (_, head) => 2 ** ((-8 * (head + 1)) / power));
	const more = Array.from({ length: heads - power }, (_, head) => 2 ** ((-4 * (2 * head + 1)) / power));
	return [...first, ...more];
}

/** What distance adds to a block's scores: −slope · (query − key), `[heads, queries, keys]`. */
export function alibiScores({ scaled }: Extract<Positions, { kind: 'alibi' }>, heads: number, size: number, { queries, keys }: Block): Float32Array {
	const [rows, columns] = [queries.to - queries.from, keys.to - keys.from];
	const bias = scaled
		? (slope: number, place: number) => toBfloat16(toBfloat16(slope) * place) / Math.sqrt(size)
		: (slope: number, place: number) => slope * place;
	return Float32Array.from(
		slopes(heads).flatMap((slope) =>
			Array.from({ length: rows * columns }, (_, index) => {
				const [query, key] = [queries.from + Math.floor(index / columns), keys.from + (index % columns)];
				return bias(slope, key) - bias(slope, query);
			}),
		),
	);
}

const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** The nearest number of 8 significant bits, ties to even. */
function toBfloat16(value: number): number {
	single[0] = value;
	const [pattern = 0] = bits;
	bits[0] = (pattern + 0x7fff + ((pattern >>> 16) & 1)) & 0xffff0000;
	return single[0];
}
