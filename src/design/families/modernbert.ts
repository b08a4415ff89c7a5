import type { AttentionMask, Part, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type EncoderFamily, encoder } from './encoder.ts';
import type { HeadContext, HeadWord } from './encoder-heads.ts';
import { activation, sameBias } from './family.ts';
import { linearParts, normParts, onEveryToken, onTop } from './parts.ts';
import { layerRotation, rotary } from './positions.ts';

/** The head of the masked tokens, kept in front of a classifier. */
const headBefore = (keys: Keys, { width, norm }: HeadContext): Part[] => [
	...linearParts('head.dense', width, width, keys.flag('classifier_bias', false)),
	...normParts('head.norm', width, norm.bias !== false),
];
export const predictionHead: HeadWord = (keys, context) => onTop('prediction head', headBefore(keys, context));
const everyTokenHead: HeadWord = (keys, context) => onEveryToken('prediction head', headBefore(keys, context));

/** Which layers see a window only. */
function slides(keys: Keys): (index: number) => boolean {
	const types = keys.names('layer_types');
	const every = keys.count('global_attn_every_n_layers', 3);
	return (index) => (types?.[index] ?? (index % every === 0 ? 'full_attention' : 'sliding_attention')) !== 'full_attention';
}

/** What ModernBERT's encoder and decoder share: rotary positions, gated blocks, norms before them, two layers of three in a window. */
export const modernBertLike = ({
	names,
	window,
	...own
}: Pick<EncoderFamily, 'modelType' | 'prefix' | 'heads' | 'decodes' | 'attention'> & { names: TensorNames; window(half: number): AttentionMask }) =>
	encoder({
		...own,
		body: 'model',
		defaults: { width: 768, layers: 22, heads: 12, feedForward: 1152, positions: 8192, vocabulary: 50368 },
		activationKey: 'hidden_activation',
		norm: (keys) => ({ kind: 'layer', epsilon: keys.number('norm_eps', 1e-5), bias: keys.flag('norm_bias', false) }),
		positions: (keys, { headSize, positions }) => rotary(keys, headSize, { base: keys.number('global_rope_theta', 160000), maximum: positions }),
		mask: (keys) => {
			const sliding = slides(keys);
			const half = Math.max(1, Math.floor(keys.count('local_attention', 128) / 2));
			return (index) => (sliding(index) ? window(half) : { kind: own.decodes ? 'causal' : 'full' });
		},
		attention: (keys, sizes, norm, index) => ({
			...own.attention?.(keys, sizes, norm, index),
			...(slides(keys)(index) && { rotation: layerRotation(keys, 'sliding_attention', sizes.headSize, keys.number('local_rope_theta', 10000)) }),
		}),
		feedForward: (keys, usual) => ({ ...usual, gated: true, fused: true, bias: keys.flag('mlp_bias', false) }),
		kind: (index) => (index === 0 ? 'first' : ''),
		// The embeddings' own norm stands in for the first layer's.
		layer: (_, norm, __, index) => ({ arrangement: 'pre', norms: { ...(index > 0 && { attention_norm: norm }), feed_forward_norm: norm } }),
		finalNorm: true,
		initializerCutoff: 2,
		dropout: { embedding: 'embedding_dropout', probabilities: 'attention_dropout', attention: 'attention_dropout', hidden: 'mlp_dropout' },
		vocabularyHead: (keys) => ({
			activation: activation(keys, 'classifier_activation', 'gelu'),
			transformBias: keys.flag('classifier_bias', false),
			bias: keys.flag('decoder_bias', true),
			untiedBias: false,
		}),
		names: {
			token: '{body}embeddings.tok_embeddings',
			embedding_norm: '{body}embeddings.norm',
			output: '{body}layers.{layer}.attn.Wo',
			attention_norm: '{body}layers.{layer}.attn_norm',
			gate_up: '{body}layers.{layer}.mlp.Wi',
			down: '{body}layers.{layer}.mlp.Wo',
			feed_forward_norm: '{body}layers.{layer}.mlp_norm',
			final_norm: '{body}final_norm',
			head: 'decoder',
			headBias: 'decoder',
			...names,
		},
	});

/** `ModernBertConfig`: windows to both sides. */
export const modernbert = modernBertLike({
	modelType: 'modernbert',
	prefix: 'ModernBert',
	heads: {
		ForMaskedLM: ['vocabulary'],
		Model: [],
		ForSequenceClassification: [predictionHead, 'classifier'],
		ForTokenClassification: [everyTokenHead, 'classifier'],
		ForQuestionAnswering: [everyTokenHead, 'classifier'],
		ForMultipleChoice: [predictionHead, 'choice'],
	},
	window: (half) => ({ kind: 'band', reach: half }),
	attention: (keys) => ({ bias: sameBias(keys.flag('attention_bias', false)), fused: 'blocks' }),
	names: { query_key_value: '{body}layers.{layer}.attn.Wqkv', transform: 'head.dense', transform_norm: 'head.norm' },
});
