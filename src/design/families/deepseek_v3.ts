import { afterDense, routed, sharedExperts } from './experts.ts';
import { type LatentDecoder, latentDecoder } from './latent.ts';

const definition: LatentDecoder = {
	modelType: 'deepseek_v3',
	prefix: 'DeepseekV3',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 7168, layers: 61, heads: 128, feedForward: 18432, positions: 4096, vocabulary: 129280 },
	latent: {
		queryRank: 1536,
		keyValueRank: 512,
		content: 128,
		rotary: 64,
		value: 128,
		interleaved: (keys) => keys.flag('rope_interleave', true),
		epsilon: 1e-6,
	},
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 256],
		active: ['num_experts_per_tok', 8],
		size: ['moe_intermediate_size', 2048],
		where: afterDense(3),
		shared: sharedExperts('n_shared_experts', 1),
		choiceBias: true,
		routing: (keys) => ({
			scores: 'sigmoid',
			normalised: keys.flag('norm_topk_prob', true),
			scale: keys.number('routed_scaling_factor', 2.5),
			groups: { count: keys.count('n_group', 8), active: keys.count('topk_group', 4), best: 2 },
			balance: 0,
		}),
	}),
};

/** `DeepseekV3Config`: latent attention, 256 experts beside a shared one after three dense layers. */
export const deepseekV3 = latentDecoder(definition);

/** Kimi K2 is DeepSeek-V3 under a name of its own. */
export const kimiK2 = latentDecoder({ ...definition, modelType: 'kimi_k2' });
