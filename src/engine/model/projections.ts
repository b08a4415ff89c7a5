import type { Attention } from '../../design/architecture.ts';
import { add, filled, matmul, minimum, reshape, scale, split } from '../builders.ts';
import type { Value } from '../graph.ts';
import { latentProjections } from './latent.ts';
import { type Build, linear, linearParts } from './linear.ts';
import { norm, normByHead } from './norm.ts';
import type { Projected } from './projected.ts';

/** Queries, keys and values of `x`, with the norms on queries and keys that a layer has. */
export function projections(build: Build, x: Value, attention: Attention, layer: number): Projected {
	const { heads, kvHeads, queryKeySize, valueSize, queryKeyNorm, latent } = attention;
	if (latent) return latentProjections(build, x, attention, latent, layer);
	const [query, key, value] = flat(build, x, attention, layer);
	const byHead = (projected: Value, count: number, size: number) => reshape(projected, [build.positions, build.sequences, count, size]);
	const normed = (
		projected: Value,
		role: 'query_norm' | 'key_norm',
		count: number,
		shape: readonly number[],
		{ norm: of, apart }: NonNullable<Attention['queryKeyNorm']>,
	) => {
		const heads = byHead(projected, count, queryKeySize);
		if (apart) return normByHead(build, heads, of, role, layer);
		return shape.at(-1) === queryKeySize ? norm(build, heads, of, role, layer) : byHead(norm(build, projected, of, role, layer), count, queryKeySize);
	};
	const cut = (x: Value) => (attention.clip ? clipped(x, attention.clip) : x);
	return {
		query: cut(queryKeyNorm ? normed(query, 'query_norm', heads, queryKeyNorm.query, queryKeyNorm) : byHead(query, heads, queryKeySize)),
		key: cut(queryKeyNorm ? normed(key, 'key_norm', kvHeads, queryKeyNorm.key, queryKeyNorm) : byHead(key, kvHeads, queryKeySize)),
		value: cut(byHead(value, kvHeads, valueSize)),
	};
}

/** Cut off at ± a limit. */
const clipped = (x: Value, limit: number): Value => {
	const bound = filled(x.node.graph, [], limit);
	return scale(minimum(scale(minimum(x, bound), -1), bound), -1);
};

/** `[rows, heads · size]` each. */
function flat(build: Build, x: Value, attention: Attention, layer: number): [Value, Value, Value] {
	const { fused, heads, kvHeads, queryKeySize, valueSize } = attention;
	if (!fused) return [linear(build, x, 'query', layer), linear(build, x, 'key', layer), linear(build, x, 'value', layer)];
	if (fused !== 'blocks') return byGroup(build, x, attention, layer);
	return linearParts(build, x, 'query_key_value', layer, [heads * queryKeySize, kvHeads * queryKeySize, kvHeads * valueSize]) as [Value, Value, Value];
}

/** One tensor that holds, for each key head, its query heads, the key head and the value head: `[kvHeads, group + 2, size, width]`. */
function byGroup({ weights }: Build, x: Value, { heads, kvHeads, queryKeySize: size }: Attention, layer: number): [Value, Value, Value] {
	const group = heads / kvHeads;
	const parts = (part: 'weight' | 'bias') => {
		const whole = weights.get('query_key_value', part, layer);
		const inputs = whole.shape.slice(1);
		return split(reshape(whole, [kvHeads, group + 2, size, ...inputs]), 1, [group, 1, 1]).map((each, index) =>
			reshape(each, [kvHeads * (index === 0 ? group : 1) * size, ...inputs]),
		);
	};
	const biases = weights.has('query_key_value', 'bias', layer) ? parts('bias') : [];
	return parts('weight').map((weight, index) => {
		const product = matmul(x, weight, { transposeB: true });
		const bias = biases[index];
		return bias ? add(product, bias) : product;
	}) as [Value, Value, Value];
}
