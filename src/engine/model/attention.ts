import type { Attention } from '../../design/architecture.ts';
import type { Rotation } from '../../design/forward.ts';
import { add, attend, concat, matmul, reshape, rotary, scale, slice, softmax, tanh, transpose } from '../builders.ts';
import type { Value } from '../graph.ts';
import { dropped } from './dropout.ts';
import { type Build, linear } from './linear.ts';
import { type Block, blocksOf, type Span } from './mask.ts';
import { projections } from './projections.ts';

/** What attention layers share: constants of the sequence. */
export interface Sequence {
	/** Added to the scores of a block: `[queries, keys]`, or `[kvHeads, group, queries, keys]` where heads differ; undefined where nothing is. */
	mask(attention: Attention, block: Block): Value | undefined;
	/** How a layer turns its queries and keys, with tables for every position; undefined where it does not. */
	rotation(attention: Attention): { rotation: Rotation; cos: Value; sin: Value } | undefined;
}

/**
 * Multi-head attention, grouped where there are fewer key/value heads. `x` is `[positions · sequences, width]`, positions outermost:
 * so queries, keys and values are operands of the products as they are, `[positions, sequences, heads, size]`, and no transpose is made.
 * Also the scaled products of queries and keys, before mask, cap and biases of distance, `[sequences, heads, positions, positions]`.
 */
export function attention(build: Build, x: Value, attention: Attention, sequence: Sequence, layer: number): { output: Value; scores: Value } {
	const { sequences, positions } = build;
	const { heads, kvHeads, queryKeySize, valueSize, softCap, scoreScale = 1 / Math.sqrt(queryKeySize) } = attention;
	const group = heads / kvHeads;
	const { query, key, value } = projections(build, x, attention, layer);
	const turns = sequence.rotation(attention);
	const turned = (projected: Value) => (turns ? rotary(projected, turns.cos, turns.sin, turns.rotation.dimensions, turns.rotation.interleaved) : projected);
	// A group of query heads shares a key head: the batch axes are [sequences, kvHeads, group], and keys stretch over the last.
	const queries = reshape(turned(query), [positions, sequences, kvHeads, group, queryKeySize]);
	const keys = reshape(turned(key), [positions, sequences, kvHeads, 1, queryKeySize]);
	const values = reshape(value, [positions, sequences, kvHeads, 1, valueSize]);
	const rows = (x: Value, { from, to }: Span) => transpose(slice(x, 0, from, to), [1, 2, 3, 0, 4]);
	const scored = (block: Block) => matmul(rows(queries, block.queries), rows(keys, block.keys), { transposeB: true, alpha: scoreScale });
	const capped = (scores: Value) => (softCap ? scale(tanh(scale(scores, 1 / softCap)), softCap) : scores);
	const rate = build.dropoutSeed && build.architecture.dropout?.probabilities;
	const weighed = (scores: Value, values: Value, site: string) => (rate ? matmul(dropped(build, softmax(scores), rate, site), values) : attend(scores, values));
	const contexts = blocksOf(attention.mask, positions).map((block) => {
		const hidden = sequence.mask(attention, block);
		const scores = capped(scored(block));
		const context = weighed(hidden ? add(scores, hidden) : scores, rows(values, block.keys), `probabilities ${layer} ${block.queries.from}`);
		return transpose(context, [3, 0, 1, 2, 4]);
	});
	const context = concat(contexts as [Value, ...Value[]], 0);
	const whole = { from: 0, to: positions };
	return {
		output: linear(build, reshape(context, [positions * sequences, heads * valueSize]), 'output', layer),
		scores: reshape(scored({ queries: whole, keys: whole }), [sequences, heads, positions, positions]),
	};
}
