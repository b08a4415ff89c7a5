import type { Attention, Latent } from '../../design/architecture.ts';
import { concat, expand, reshape, split } from '../builders.ts';
import type { Value } from '../graph.ts';
import { type Build, linear, linearParts } from './linear.ts';
import { norm } from './norm.ts';
import type { Projected } from './projected.ts';

/**
 * Queries, keys and values of multi-head latent attention (DeepSeek-V2, 2.1): through small vectors, of which all heads' keys and values are made,
 * with one rotating part of the key that all heads share. The rotating entries of a head are put first, where the rotation looks for them;
 * in the library they are last, which makes no difference to a product of queries and keys.
 */
export function latentProjections(build: Build, x: Value, { heads, valueSize }: Attention, latent: Latent, layer: number): Projected {
	const { positions, sequences } = build;
	const { queryRank, keyValueRank, contentSize, rotarySize } = latent;
	const byHead = (projected: Value, sizes: readonly number[]) =>
		split(reshape(projected, [positions, sequences, heads, sizes.reduce((sum, size) => sum + size, 0)]), 3, sizes) as [Value, Value];
	const query =
		queryRank === 0
			? linear(build, x, 'query', layer)
			: linear(build, norm(build, linear(build, x, 'query_down', layer), latent.norm, 'query_down_norm', layer), 'query_up', layer);
	const [queryContent, queryRotary] = byHead(query, [contentSize, rotarySize]);
	const [small, keyRotary] = linearParts(build, x, 'key_value_down', layer, [keyValueRank, rotarySize]) as [Value, Value];
	const [keyContent, value] = byHead(linear(build, norm(build, small, latent.norm, 'key_value_norm', layer), 'key_value_up', layer), [contentSize, valueSize]);
	const shared = expand(reshape(keyRotary, [positions, sequences, 1, rotarySize]), [positions, sequences, heads, rotarySize]);
	return { query: concat([queryRotary, queryContent], 3), key: concat([shared, keyContent], 3), value };
}
