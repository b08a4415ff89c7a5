import { decoder } from './decoder.ts';
import { routed } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `HunYuanMoEV1Config`: norms on each head, experts beside a shared block of the same width; `moe_topk` may be a list by layer. */
export const hunyuanV1Moe = decoder({
	modelType: 'hunyuan_v1_moe',
	prefix: 'HunYuanMoEV1',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 290943, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	...routed({
		experts: [['num_local_experts', 'num_experts'], 1],
		active: [['num_experts_per_tok', 'moe_topk'], 1],
		shared: (_, size) => size,
		router: 'gate.wg',
		sharedName: 'shared_mlp',
	}),
	names: { query_norm: '{body}layers.{layer}.self_attn.query_layernorm', key_norm: '{body}layers.{layer}.self_attn.key_layernorm' },
});
