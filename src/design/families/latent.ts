import type { Attention, TensorNames } from '../architecture.ts';
import type { KeyName, Keys } from '../keys.ts';
import { type Decoder, decoder } from './decoder.ts';
import type { Family } from './family.ts';
import { rotary, rotaryScaling, scalingKeys, yarnMagnitude } from './positions.ts';

/** Sizes of latent attention that the class fills in. */
export interface LatentDefaults {
	/** Absent: queries are projected directly unless the file says a rank. */
	queryRank?: number;
	keyValueRank: number;
	content: number;
	rotary: number;
	/** Absent: width ÷ heads. */
	value?: number;
	/** Neighbouring entries turn together. */
	interleaved?(keys: Keys): boolean;
	/** Epsilon of the norms on the latents where the class does not take the file's. */
	epsilon?: number;
	/** Key of the rotating part where the class knows it by another name too. */
	rotaryKey?: KeyName;
}

/** A decoder with the defaults of its latent attention. */
export type LatentDecoder = Decoder & { latent: LatentDefaults };

const latentNames: TensorNames = {
	query_down: '{body}layers.{layer}.self_attn.q_a_proj',
	query_down_norm: '{body}layers.{layer}.self_attn.q_a_layernorm',
	query_up: '{body}layers.{layer}.self_attn.q_b_proj',
	key_value_down: '{body}layers.{layer}.self_attn.kv_a_proj_with_mqa',
	key_value_norm: '{body}layers.{layer}.self_attn.kv_a_layernorm',
	key_value_up: '{body}layers.{layer}.self_attn.kv_b_proj',
};

/** Files that write out what the class computes, and its defaults too, but none of its nulls: a rank that they leave out is null. */
const dropsNulls = (keys: Keys): boolean => keys.has('qk_head_dim') && keys.has('use_cache');

/** YaRN's factor of the scores where `mscale_all_dim` stands in `rope_scaling`. */
function scoreScale(keys: Keys, size: number, positions: number): Pick<Attention, 'scoreScale'> {
	const parameters = scalingKeys(keys);
	const scaling = rotaryScaling(parameters, positions);
	if (scaling?.kind !== 'yarn' || !parameters.has('mscale_all_dim')) return {};
	return { scoreScale: yarnMagnitude(scaling.factor, parameters.number('mscale_all_dim', 1)) ** 2 / Math.sqrt(size) };
}

/** A decoder with latent attention (DeepSeek-V2). Head sizes are `qk_nope_head_dim` + `qk_rope_head_dim` and `v_head_dim`; `head_dim` and `num_key_value_heads` say nothing. */
export const latentDecoder = ({ latent: defaults, ...family }: LatentDecoder): Family => ({
	...decoder({
		readsHeadDim: false,
		ungrouped: true,
		...family,
		attention: (keys, sizes, norm, mask, kind, index) => {
			const queryRank = keys.size('q_lora_rank', dropsNulls(keys) ? undefined : defaults.queryRank) ?? 0;
			const contentSize = keys.count('qk_nope_head_dim', defaults.content);
			const rotarySize = keys.count(defaults.rotaryKey ?? 'qk_rope_head_dim', defaults.rotary);
			const share = Math.max(1, Math.floor(sizes.width / sizes.heads));
			const bias = keys.flag('attention_bias', false);
			return {
				queryKeySize: contentSize + rotarySize,
				valueSize: keys.count('v_head_dim', defaults.value ?? share, { origin: defaults.value ? 'default' : 'derived' }),
				bias: { query: bias && queryRank > 0, key: bias, value: false, output: bias },
				latent: {
					queryRank,
					keyValueRank: keys.count('kv_lora_rank', defaults.keyValueRank),
					contentSize,
					rotarySize,
					norm: { ...norm, epsilon: defaults.epsilon ?? norm.epsilon },
				},
				...scoreScale(keys, contentSize + rotarySize, sizes.positions),
				...family.attention?.(keys, sizes, norm, mask, kind, index),
			};
		},
		positions:
			family.positions ??
			((keys, { positions }) => ({
				...rotary(keys, keys.count(defaults.rotaryKey ?? 'qk_rope_head_dim', defaults.rotary), { maximum: positions }),
				...(defaults.interleaved?.(keys) && { interleaved: true }),
			})),
		names: (keys) => ({ ...latentNames, ...(typeof family.names === 'function' ? family.names(keys) : family.names) }),
	}),
	fixedHeadSize: true,
});
