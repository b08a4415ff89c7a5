import type { Attention, Norm } from '../architecture.ts';
import { type DecoderSizes, decoder } from './decoder.ts';
import { routed, softmaxRouting } from './experts.ts';
import { sameBias } from './family.ts';
import { wholeNorm } from './norms.ts';

/** `OlmoeConfig`: 64 small experts; norms over all queries and keys, sized by the width whatever the head size. */
export const olmoe = decoder({
	modelType: 'olmoe',
	prefix: 'Olmoe',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 2048, layers: 16, heads: 16, feedForward: 2048, positions: 4096, vocabulary: 50304, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (keys, sizes, norm) => ({
		...(keys.has('clip_qkv') && { clip: keys.number('clip_qkv', 1) }),
		...(sizes.decoupled ? wholeNorm(sizes, norm) : byShare(sizes, norm)),
	}),
	...routed({
		experts: [['num_local_experts', 'num_experts'], 64],
		active: ['num_experts_per_tok', 8],
		routing: softmaxRouting({ normalised: (keys) => keys.flag('norm_topk_prob', false), balance: 0.01 }),
	}),
});

/** The library's class sizes the norms by the width. */
const byShare = ({ width, heads, kvHeads }: DecoderSizes, norm: Norm): Pick<Attention, 'queryKeyNorm'> => ({
	queryKeyNorm: { norm, query: [width], key: [Math.floor(width / heads) * kvHeads] },
});
