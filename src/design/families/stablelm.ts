import type { Part, Role } from '../architecture.ts';
import { decoder } from './decoder.ts';
import { rotary } from './positions.ts';

/** Norms of more heads than any model has are one tensor, so that they stay quick to count. */
const MOST_NAMED = 10_000;

/** `StableLmConfig`: layer norms, a quarter of each head rotates; blocks side by side where `use_parallel_residual`. */
export const stablelm = decoder({
	modelType: 'stablelm',
	prefix: 'StableLm',
	defaults: { width: 2560, layers: 32, heads: 32, kvHeads: 32, feedForward: 6912, positions: 4096, vocabulary: 50304 },
	readsHeadDim: false,
	dropout: { probabilities: 'attention_dropout', feedForward: 'hidden_dropout' },
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_eps', 1e-5) }),
	bias: (keys) => {
		const bias = keys.flag('use_qkv_bias', false);
		return { query: bias, key: bias, value: bias, output: false };
	},
	attention: (keys, { heads, kvHeads, headSize }, norm) =>
		keys.flag('qk_layernorm', false)
			? { queryKeyNorm: { norm: { ...norm, bias: false }, query: [heads, headSize], key: [kvHeads, headSize], apart: true } }
			: {},
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { maximum: positions, share: 0.25 }),
	layer: (keys, norm, { heads, kvHeads, headSize }) => {
		const perHead = (name: string, count: number, role: Role): Part[] => {
			const norms = `{body}layers.{layer}.self_attn.${name}_layernorm.norms`;
			if (count > MOST_NAMED) return [{ name: norms, shape: [count, headSize], role, multiplies: false }];
			return Array.from({ length: count }, (_, head) => ({ name: `${norms}.${head}.weight`, shape: [headSize], role }));
		};
		return {
			...(keys.flag('use_parallel_residual', false)
				? { norms: { attention_norm: norm }, arrangement: 'parallel' }
				: { norms: { attention_norm: norm, feed_forward_norm: norm }, arrangement: 'pre' }),
			...(keys.flag('qk_layernorm', false) && { parts: [...perHead('q', heads, 'query_norm'), ...perHead('k', kvHeads, 'key_norm')] }),
		};
	},
});
