import type { Architecture, AttentionMask } from '../../../src/design/architecture.ts';
import { readDesign } from '../../../src/design/design.ts';

/** The architecture of a design with these model keys. */
export function architectureOf(model: Record<string, unknown>, mask?: AttentionMask): Architecture {
	const { architecture } = readDesign(JSON.stringify({ model }), { name: 'test.headroom.json' });
	if (!architecture) throw new Error(`no architecture for ${JSON.stringify(model)}`);
	if (!mask) return architecture;
	return { ...architecture, layers: architecture.layers.map((layer) => (layer.attention ? { ...layer, attention: { ...layer.attention, mask } } : layer)) };
}

/** Tiny models that together show every shape the engine builds. */
export const designs: { name: string; architecture: Architecture }[] = [
	{
		name: 'llama with grouped heads of a decoupled size',
		architecture: architectureOf({
			model_type: 'llama',
			hidden_size: 8,
			num_hidden_layers: 2,
			num_attention_heads: 4,
			num_key_value_heads: 2,
			head_dim: 6,
			intermediate_size: 10,
			vocab_size: 13,
		}),
	},
	{
		name: 'llama with one key head, a window, biases and a tied head',
		architecture: architectureOf(
			{
				model_type: 'llama',
				hidden_size: 8,
				num_hidden_layers: 1,
				num_attention_heads: 2,
				num_key_value_heads: 1,
				intermediate_size: 10,
				vocab_size: 13,
				attention_bias: true,
				mlp_bias: true,
				tie_word_embeddings: true,
			},
			{ kind: 'causal-window', window: 2 },
		),
	},
	{
		name: 'qwen2 with biases on queries, keys and values alone',
		architecture: architectureOf({
			model_type: 'qwen2',
			hidden_size: 8,
			num_hidden_layers: 1,
			num_attention_heads: 2,
			num_key_value_heads: 1,
			intermediate_size: 10,
			vocab_size: 13,
		}),
	},
	{
		name: 'gpt2',
		architecture: architectureOf({ model_type: 'gpt2', n_embd: 8, n_layer: 2, n_head: 2, vocab_size: 13, n_positions: 9 }),
	},
	{
		name: 'gpt2 with a decoupled head size, exact GELU and an untied head',
		architecture: architectureOf({
			model_type: 'gpt2',
			n_embd: 6,
			n_layer: 1,
			n_head: 4,
			head_dim: 5,
			vocab_size: 13,
			n_positions: 5,
			activation_function: 'gelu',
			tie_word_embeddings: false,
		}),
	},
	{
		name: 'gpt2 with ReLU',
		architecture: architectureOf({ model_type: 'gpt2', n_embd: 6, n_layer: 1, n_head: 2, vocab_size: 13, n_positions: 8, activation_function: 'relu' }),
	},
];
