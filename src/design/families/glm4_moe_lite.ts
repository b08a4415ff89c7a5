import { routed, sharedExperts, sparseTypes } from './experts.ts';
import { latentDecoder } from './latent.ts';

/** `Glm4MoeLiteConfig`: latent attention, experts beside a shared one from the second layer on. */
export const glm4MoeLite = latentDecoder({
	modelType: 'glm4_moe_lite',
	prefix: 'Glm4MoeLite',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2048, layers: 47, heads: 20, feedForward: 10240, positions: 202752, vocabulary: 154880, epsilon: 1e-5 },
	latent: { queryRank: 768, keyValueRank: 512, content: 192, rotary: 64, value: 256, rotaryKey: ['head_dim', 'qk_rope_head_dim'] },
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 64],
		active: ['num_experts_per_tok', 4],
		size: ['moe_intermediate_size', 1536],
		where: sparseTypes(() => 1),
		shared: sharedExperts('n_shared_experts', 1),
	}),
});
