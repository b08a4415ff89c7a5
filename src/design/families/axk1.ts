import { afterDense, routed, sharedExperts } from './experts.ts';
import { latentDecoder } from './latent.ts';

/** `AXK1Config`: DeepSeek-V3 with a norm after the experts. */
export const axk1 = latentDecoder({
	modelType: 'axk1',
	prefix: 'AXK1',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 7168, layers: 61, heads: 64, feedForward: 18432, positions: 32768, vocabulary: 163840 },
	latent: { queryRank: 1536, keyValueRank: 512, content: 128, rotary: 64, value: 128 },
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 192],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 2048],
		where: afterDense(1),
		shared: sharedExperts('n_shared_experts', 1),
	}),
	layer: (_keys, norm, _sizes, _index, kind) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm, ...(kind.includes('routed') && { post_feed_forward_norm: norm }) },
		arrangement: 'pre',
	}),
	names: { post_feed_forward_norm: '{body}layers.{layer}.mlp.post_mlp_layernorm' },
});
