import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { gptNames } from './gpt.ts';

/** `GPTNeoConfig`: learned positions, every other layer in a window; only the output projection has a bias. */
export const gptNeo = decoder({
	modelType: 'gpt_neo',
	prefix: 'GPTNeo',
	defaults: { width: 2048, layers: 24, heads: 16, positions: 2048, vocabulary: 50257, tied: true, activation: 'gelu_new' },
	keyNames: { layers: ['num_layers', 'num_hidden_layers'], heads: ['num_heads', 'num_attention_heads'] },
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	bias: () => ({ query: false, key: false, value: false, output: true }),
	mask: (keys) => {
		const types = layerTypes(keys);
		const window = keys.count('window_size', 256);
		return (index) => ((types?.[index] ?? (index % 2 === 0 ? 'global' : 'local')) === 'local' ? { kind: 'causal-window', window } : { kind: 'causal' });
	},
	positions: (_, { positions }) => ({ kind: 'learned', count: positions }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	body: 'transformer',
	tokenClassifier: 'classifier',
	names: {
		...gptNames,
		query: '{body}h.{layer}.attn.attention.q_proj',
		key: '{body}h.{layer}.attn.attention.k_proj',
		value: '{body}h.{layer}.attn.attention.v_proj',
		output: '{body}h.{layer}.attn.attention.out_proj',
	},
});

/** What each layer is, from `attention_layers` or from `attention_types`, such as `[[["global", "local"], 12]]`. */
function layerTypes(keys: Keys): readonly string[] | undefined {
	const patterns = keys.get('attention_types');
	if (!Array.isArray(patterns)) return keys.names('attention_layers');
	return patterns.flatMap((pattern) => {
		const [types, times] = Array.isArray(pattern) ? pattern : [];
		return Array.isArray(types) && Number.isInteger(times) && (times as number) <= 1000
			? Array.from({ length: times as number }, () => types.map(String)).flat()
			: [];
	});
}
