import type { TensorNames } from '../architecture.ts';
import { encoder } from './encoder.ts';
import { biasNowhere } from './family.ts';
import { rotary } from './positions.ts';

/** Names that the library gives the parts of its rotating encoders. */
export const rotaryEncoderNames: TensorNames = {
	query: '{body}layers.{layer}.self_attn.q_proj',
	key: '{body}layers.{layer}.self_attn.k_proj',
	value: '{body}layers.{layer}.self_attn.v_proj',
	output: '{body}layers.{layer}.self_attn.o_proj',
	attention_norm: '{body}layers.{layer}.post_attention_layernorm',
	gate: '{body}layers.{layer}.mlp.gate_proj',
	up: '{body}layers.{layer}.mlp.up_proj',
	down: '{body}layers.{layer}.mlp.down_proj',
	feed_forward_norm: '{body}layers.{layer}.post_mlp_layernorm',
};

/** `NomicBertConfig`: BERT that rotates, with a gated block and without biases. */
export const nomicBert = encoder({
	modelType: 'nomic_bert',
	prefix: 'NomicBert',
	body: 'nomic_bert',
	heads: { ForMaskedLM: ['vocabulary'], Model: [], ForSequenceClassification: ['pooler', 'classifier'], ForTokenClassification: ['classifier'] },
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 2048, vocabulary: 30528, tokenTypes: 2, activation: 'silu' },
	readsHeadDim: true,
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { base: 1000, maximum: positions }),
	attention: () => ({ bias: biasNowhere }),
	feedForward: (_, usual) => ({ ...usual, gated: true, bias: false }),
	names: { ...rotaryEncoderNames, transform_norm: 'cls.predictions.transform.layer_norm' },
});
