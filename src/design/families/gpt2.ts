import { classifierName, decoderHeads } from './decoder.ts';
import { activation, alike, biasEverywhere, type Family, headSizeOf, type KeyNames, layerCount } from './family.ts';

const keyNames = {
	width: ['n_embd', 'hidden_size'],
	layers: ['n_layer', 'num_hidden_layers'],
	heads: ['n_head', 'num_attention_heads'],
	headSize: 'head_dim',
	feedForward: 'n_inner',
	positions: ['n_positions', 'max_position_embeddings'],
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** `GPT2Config` of transformers; also read under the generic names, as its attribute map does. */
export const gpt2: Family = {
	modelType: 'gpt2',
	classes: ['GPT2LMHeadModel', 'GPT2Model', 'GPT2ForSequenceClassification', 'GPT2ForTokenClassification', 'GPT2ForQuestionAnswering'],
	readsHeadDim: false,
	keyNames,
	architecture(keys, { modelClass, decoupled }) {
		const width = keys.count(keyNames.width, 768);
		const heads = keys.count(keyNames.heads, 12);
		const headSize = headSizeOf(keys, 'head_dim', width, heads, decoupled);
		const norm = { kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) } as const;
		const size = keys.count('n_inner', 4 * width, { origin: 'derived' });
		const tied = keys.flag('tie_word_embeddings', true);
		const body = modelClass === 'GPT2Model' ? '' : 'transformer.';
		const layer = `${body}h.{layer}`;
		return {
			modelType: 'gpt2',
			modelClass,
			objective: 'causal',
			vocabulary: keys.count('vocab_size', 50257),
			width,
			embedding: { positions: { kind: 'learned', count: keys.count(keyNames.positions, 1024) }, tokenTypes: 0 },
			layers: alike(layerCount(keys, keyNames.layers, 12), {
				attention: { heads, kvHeads: heads, queryKeySize: headSize, valueSize: headSize, mask: { kind: 'causal' }, bias: biasEverywhere, fused: 'blocks' },
				feedForward: { size, gated: false, activation: activation(keys, 'activation_function', 'gelu_new'), bias: true },
				norms: { attention_norm: norm, feed_forward_norm: norm },
				arrangement: 'pre',
			}),
			finalNorm: norm,
			heads: decoderHeads(keys, modelClass, 'GPT2', tied, false),
			initializerRange: keys.number('initializer_range', 0.02),
			names: {
				token: `${body}wte`,
				position: `${body}wpe`,
				query_key_value: `${layer}.attn.c_attn`,
				output: `${layer}.attn.c_proj`,
				attention_norm: `${layer}.ln_1`,
				feed_forward_norm: `${layer}.ln_2`,
				up: `${layer}.mlp.c_fc`,
				down: `${layer}.mlp.c_proj`,
				final_norm: `${body}ln_f`,
				head: 'lm_head',
				...classifierName(modelClass),
				inputFirst: true,
			},
		};
	},
};
