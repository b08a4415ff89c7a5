import { afterDense, routed, sharedExperts } from './experts.ts';
import { latentDecoder } from './latent.ts';

/** `DeepseekV2Config`: latent attention, experts beside shared ones. */
export const deepseekV2 = latentDecoder({
	modelType: 'deepseek_v2',
	prefix: 'DeepseekV2',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 102400 },
	latent: { queryRank: 1536, keyValueRank: 512, content: 128, rotary: 64, value: 128, interleaved: () => true, epsilon: 1e-6 },
	...routed({
		experts: [['num_experts', 'n_routed_experts'], 64],
		active: ['num_experts_per_tok', 6],
		size: ['moe_intermediate_size', 1407],
		where: afterDense(0),
		shared: sharedExperts('n_shared_experts', 2),
		dense: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
		// The class knows `norm_topk_prob` and does not use it.
		routing: (keys) => ({
			scores: 'softmax',
			normalised: false,
			scale: keys.number('routed_scaling_factor', 1),
			...(keys.text('topk_method', 'greedy') === 'group_limited_greedy' && {
				groups: { count: keys.count('n_group', 1), active: keys.count('topk_group', 1), best: 1 },
			}),
			balance: 0,
		}),
		sharedBias: (keys) => keys.flag('mlp_bias', false),
	}),
});
