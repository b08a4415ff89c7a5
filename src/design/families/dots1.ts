import { decoder } from './decoder.ts';
import { afterDense, routed, sharedExperts } from './experts.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';
import { masksOf } from './positions.ts';

/** `Dots1Config`: norms on each head, experts beside shared ones after dense layers; windows from layer `max_window_layers` up. */
export const dots1 = decoder({
	modelType: 'dots1',
	prefix: 'Dots1',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4608, layers: 62, heads: 32, kvHeads: 32, feedForward: 10944, positions: 2048, vocabulary: 152064 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
	mask: (keys) => {
		const first = keys.count('max_window_layers', 62, { minimum: 0 });
		return masksOf(keys, { window: keys.size('sliding_window', 4096), usual: (index) => (index >= first ? 'sliding_attention' : 'full_attention') });
	},
	// The class has no defaults for the experts; these are the published model's.
	...routed({
		experts: [['num_local_experts', 'n_routed_experts'], 128],
		active: ['num_experts_per_tok', 6],
		size: ['moe_intermediate_size', 1408],
		where: afterDense(0),
		shared: sharedExperts('n_shared_experts', 2),
	}),
});
