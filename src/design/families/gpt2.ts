import { MOST_LAYERS } from '../keys.ts';
import type { Family } from './family.ts';
import { activation, type KeyNames } from './family.ts';

const keyNames = {
	width: ['n_embd', 'hidden_size'],
	layers: ['n_layer', 'num_hidden_layers'],
	heads: ['n_head', 'num_attention_heads'],
	headSize: 'head_dim',
	feedForward: 'n_inner',
	positions: ['n_positions', 'max_position_embeddings'],
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** `GPT2Config` and `GPT2LMHeadModel` of transformers; also read under the generic names, as its attribute map does. */
export const gpt2: Family = {
	modelType: 'gpt2',
	classes: ['GPT2LMHeadModel', 'GPT2Model'],
	readsHeadDim: false,
	keyNames,
	architecture(keys, { modelClass, decoupled }) {
		const width = keys.count(keyNames.width, 768);
		const heads = keys.count(keyNames.heads, 12);
		const share = Math.max(1, Math.floor(width / heads));
		const headSize = decoupled ? keys.count('head_dim', share, { origin: 'derived' }) : share;
		const norm = { kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) } as const;
		const size = keys.count('n_inner', 4 * width, { origin: 'derived' });
		const feedForward = { size, gated: false, activation: activation(keys, 'activation_function', 'gelu_new'), bias: true };
		const tied = keys.flag('tie_word_embeddings', true);
		const body = modelClass === 'GPT2Model' ? '' : 'transformer.';
		return {
			modelType: 'gpt2',
			modelClass,
			objective: 'causal',
			vocabulary: keys.count('vocab_size', 50257),
			width,
			embedding: { positions: { kind: 'learned', count: keys.count(keyNames.positions, 1024) }, tokenTypes: 0 },
			layers: Array.from({ length: keys.count(keyNames.layers, 12, { maximum: MOST_LAYERS }) }, () => ({
				attention: {
					heads,
					kvHeads: heads,
					queryKeySize: headSize,
					valueSize: headSize,
					mask: { kind: 'causal' },
					queryKeyValueBias: true,
					outputBias: true,
					fused: true,
				},
				feedForward,
				attentionNorm: norm,
				feedForwardNorm: norm,
				normPlacement: 'pre',
			})),
			finalNorm: norm,
			heads: modelClass === 'GPT2LMHeadModel' ? [{ kind: 'language-model', tied, bias: false }] : [],
			initializerRange: keys.number('initializer_range', 0.02),
			names: {
				tokenEmbedding: `${body}wte`,
				positionEmbedding: `${body}wpe`,
				query: '',
				key: '',
				value: '',
				queryKeyValue: `${body}h.{layer}.attn.c_attn`,
				attentionOutput: `${body}h.{layer}.attn.c_proj`,
				attentionNorm: `${body}h.{layer}.ln_1`,
				feedForwardNorm: `${body}h.{layer}.ln_2`,
				feedForwardUp: `${body}h.{layer}.mlp.c_fc`,
				feedForwardDown: `${body}h.{layer}.mlp.c_proj`,
				finalNorm: `${body}ln_f`,
				languageModelHead: 'lm_head',
				inputFirst: true,
			},
		};
	},
};
