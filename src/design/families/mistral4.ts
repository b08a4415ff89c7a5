import { afterDense, routed, sharedExperts } from './experts.ts';
import { latentDecoder } from './latent.ts';

/** `Mistral4Config`: latent attention, experts beside a shared one. */
export const mistral4 = latentDecoder({
	modelType: 'mistral4',
	prefix: 'Mistral4',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 4096, layers: 36, heads: 32, feedForward: 12288, positions: 1048576, vocabulary: 131072 },
	latent: { queryRank: 1024, keyValueRank: 256, content: 64, rotary: 64, value: 128 },
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 128],
		active: ['num_experts_per_tok', 4],
		size: ['moe_intermediate_size', 2048],
		where: afterDense(0),
		shared: sharedExperts('n_shared_experts', 1),
	}),
});
