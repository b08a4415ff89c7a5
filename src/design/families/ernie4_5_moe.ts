import { decoder } from './decoder.ts';
import { routed, sharedExperts } from './experts.ts';
import { sameBias } from './family.ts';

/** `Ernie4_5_MoeConfig`: ERNIE 4.5 with experts in a range of layers, and a correction of the router's scores. */
export const ernie45Moe = decoder({
	modelType: 'ernie4_5_moe',
	prefix: 'Ernie4_5_Moe',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 2560,
		layers: 28,
		heads: 20,
		kvHeads: 4,
		feedForward: 12288,
		positions: 131072,
		vocabulary: 103424,
		tied: true,
		base: 500000,
		epsilon: 1e-5,
	},
	bias: (keys) => sameBias(keys.flag('use_bias', false)),
	headBias: (keys) => keys.flag('use_bias', false),
	...routed({
		experts: [['num_experts', 'moe_num_experts'], 64],
		active: [['num_experts_per_tok', 'moe_k'], 6],
		size: ['moe_intermediate_size', 1536],
		where: (keys, { layers }) => {
			const first = keys.count('moe_layer_start_index', 1, { minimum: 0 });
			const last = keys.count('moe_layer_end_index', -1, { minimum: -1 });
			const interval = keys.count('moe_layer_interval', 1);
			return (index) => (index + 1) % interval === 0 && index >= first && index <= (last === -1 ? layers - 1 : last);
		},
		shared: sharedExperts('moe_num_shared_experts', 2),
		dense: (keys, usual) => ({ ...usual, bias: keys.flag('use_bias', false) }),
		sharedBias: (keys) => keys.flag('use_bias', false),
		also: (_, { experts, block }) => [{ name: `${block}.gate.moe_statics.e_score_correction_bias`, shape: [1, experts] }],
	}),
});
