import { MOST_LAYERS } from '../keys.ts';
import type { Family } from './family.ts';
import { activation, type KeyNames } from './family.ts';

const keyNames = {
	width: 'hidden_size',
	layers: 'num_hidden_layers',
	heads: 'num_attention_heads',
	keyValueHeads: 'num_key_value_heads',
	headSize: 'head_dim',
	feedForward: 'intermediate_size',
	positions: 'max_position_embeddings',
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** `LlamaConfig` and `LlamaForCausalLM` of transformers. */
export const llama: Family = {
	modelType: 'llama',
	classes: ['LlamaForCausalLM', 'LlamaModel'],
	readsHeadDim: true,
	keyNames,
	architecture(keys, { modelClass }) {
		const width = keys.count('hidden_size', 4096);
		const heads = keys.count('num_attention_heads', 32);
		const kvHeads = keys.count('num_key_value_heads', heads, { origin: 'derived' });
		const headSize = keys.count('head_dim', Math.max(1, Math.floor(width / heads)), { origin: 'derived' });
		const bias = keys.flag('attention_bias', false);
		const feedForwardBias = keys.flag('mlp_bias', false);
		const norm = { kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-6) } as const;
		const feedForward = {
			size: keys.count('intermediate_size', 11008),
			gated: true,
			activation: activation(keys, 'hidden_act', 'silu'),
			bias: feedForwardBias,
		};
		const tied = keys.flag('tie_word_embeddings', false);
		return {
			modelType: 'llama',
			modelClass,
			objective: 'causal',
			vocabulary: keys.count('vocab_size', 32000),
			width,
			embedding: {
				positions: { kind: 'rotary', base: keys.number('rope_theta', 10000), maximum: keys.count('max_position_embeddings', 2048), dimensions: headSize },
				tokenTypes: 0,
			},
			layers: Array.from({ length: keys.count('num_hidden_layers', 32, { maximum: MOST_LAYERS }) }, () => ({
				attention: {
					heads,
					kvHeads,
					queryKeySize: headSize,
					valueSize: headSize,
					mask: { kind: 'causal' },
					queryKeyValueBias: bias,
					outputBias: bias,
					fused: false,
				},
				feedForward,
				attentionNorm: norm,
				feedForwardNorm: norm,
				normPlacement: 'pre',
			})),
			finalNorm: norm,
			heads: modelClass.endsWith('ForCausalLM') ? [{ kind: 'language-model', tied, bias: false }] : [],
			initializerRange: keys.number('initializer_range', 0.02),
			names: {
				tokenEmbedding: 'model.embed_tokens',
				query: 'model.layers.{layer}.self_attn.q_proj',
				key: 'model.layers.{layer}.self_attn.k_proj',
				value: 'model.layers.{layer}.self_attn.v_proj',
				attentionOutput: 'model.layers.{layer}.self_attn.o_proj',
				attentionNorm: 'model.layers.{layer}.input_layernorm',
				feedForwardNorm: 'model.layers.{layer}.post_attention_layernorm',
				feedForwardGate: 'model.layers.{layer}.mlp.gate_proj',
				feedForwardUp: 'model.layers.{layer}.mlp.up_proj',
				feedForwardDown: 'model.layers.{layer}.mlp.down_proj',
				finalNorm: 'model.norm',
				languageModelHead: 'lm_head',
				inputFirst: false,
			},
		};
	},
};
