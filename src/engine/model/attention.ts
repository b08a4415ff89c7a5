import type { Attention } from '../../design/architecture.ts';
import { add, attend, concat, matmul, reshape, rotary, slice, split, transpose } from '../builders.ts';
import type { Value } from '../graph.ts';
import { type Build, linear } from './linear.ts';
import { type Block, blocksOf, type Span } from './mask.ts';

/** What attention layers share: constants of the sequence. */
export interface Sequence {
	/** Added to the scores of a block, `[queries, keys]`. */
	mask(attention: Attention, block: Block): Value;
	/** Rotary tables; absent without rotary positions. */
	rotary?: { cos: Value; sin: Value; dimensions: number };
}

/**
 * Multi-head attention, grouped where there are fewer key/value heads. `x` is `[positions · sequences, width]`, positions outermost:
 * so queries, keys and values are operands of the products as they are, `[positions, sequences, heads, size]`, and no transpose is made.
 * Also the pre-softmax scores before the mask, `[sequences, heads, positions, positions]`.
 */
export function attention(build: Build, x: Value, attention: Attention, sequence: Sequence, layer: number): { output: Value; scores: Value } {
	const { sequences, positions } = build;
	const { heads, kvHeads, queryKeySize, valueSize } = attention;
	const group = heads / kvHeads;
	const [query, key, value] = projections(build, x, attention, layer);
	const turned = (projected: Value, count: number) => {
		const byHead = reshape(projected, [positions, sequences, count, queryKeySize]);
		return sequence.rotary ? rotary(byHead, sequence.rotary.cos, sequence.rotary.sin, sequence.rotary.dimensions) : byHead;
	};
	// A group of query heads shares a key head: the batch axes are [sequences, kvHeads, group], and keys stretch over the last.
	const queries = reshape(turned(query, heads), [positions, sequences, kvHeads, group, queryKeySize]);
	const keys = reshape(turned(key, kvHeads), [positions, sequences, kvHeads, 1, queryKeySize]);
	const values = reshape(value, [positions, sequences, kvHeads, 1, valueSize]);
	const rows = (x: Value, { from, to }: Span) => transpose(slice(x, 0, from, to), [1, 2, 3, 0, 4]);
	const scored = (block: Block) => matmul(rows(queries, block.queries), rows(keys, block.keys), { transposeB: true, alpha: 1 / Math.sqrt(queryKeySize) });
	const contexts = blocksOf(attention.mask, positions).map((block) => {
		const context = attend(add(scored(block), sequence.mask(attention, block)), rows(values, block.keys));
		return transpose(context, [3, 0, 1, 2, 4]);
	});
	const context = concat(contexts as [Value, ...Value[]], 0);
	const whole = { from: 0, to: positions };
	return {
		output: linear(build, reshape(context, [positions * sequences, heads * valueSize]), 'output', layer),
		scores: reshape(scored({ queries: whole, keys: whole }), [sequences, heads, positions, positions]),
	};
}

/** Queries, keys and values, `[rows, heads · size]` each. */
function projections(build: Build, x: Value, { fused, heads, kvHeads, queryKeySize, valueSize }: Attention, layer: number): [Value, Value, Value] {
	if (!fused) return [linear(build, x, 'query', layer), linear(build, x, 'key', layer), linear(build, x, 'value', layer)];
	const { weights, architecture } = build;
	const { inputFirst } = architecture.names;
	const sizes = [heads * queryKeySize, kvHeads * queryKeySize, kvHeads * valueSize];
	// The weight is cut, not the product: it is smaller, and the parts of the product are then contiguous.
	const parts = split(weights.get('query_key_value', 'weight', layer), inputFirst ? 1 : 0, sizes);
	const biases = weights.has('query_key_value', 'bias', layer) ? split(weights.get('query_key_value', 'bias', layer), 0, sizes) : [];
	return parts.map((weight, index) => {
		const product = matmul(x, weight, { transposeB: !inputFirst });
		const bias = biases[index];
		return bias ? add(product, bias) : product;
	}) as [Value, Value, Value];
}
