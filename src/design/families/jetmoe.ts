import { decoder } from './decoder.ts';

/** `JetMoeConfig`: experts project queries and outputs too; a token has the heads of each expert that it passes. */
export const jetmoe = decoder({
	modelType: 'jetmoe',
	prefix: 'JetMoe',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification'],
	defaults: {
		width: 2048,
		layers: 12,
		heads: 32,
		kvHeads: 16,
		headSize: 128,
		feedForward: 5632,
		positions: 4096,
		vocabulary: 32000,
		tied: true,
		initializerRange: 0.01,
	},
	keyNames: { headSize: ['head_dim', 'kv_channels'] },
	activationKey: 'activation_function',
	attention: (keys, { kvHeads }) => ({ heads: kvHeads * keys.count('num_experts_per_tok', 2), inMixture: true }),
	feedForward: () => undefined,
	mixture: (keys, { size, activation }, { width, kvHeads, headSize }) => {
		const experts = keys.count('num_local_experts', 8);
		const [block, attention] = ['{body}layers.{layer}.mlp', '{body}layers.{layer}.self_attention'];
		const projected = kvHeads * headSize;
		return {
			experts,
			active: keys.count('num_experts_per_tok', 2),
			size,
			gated: true,
			activation,
			parts: [
				{ name: `${attention}.experts.input_linear.weight`, shape: [experts, projected, width] },
				{ name: `${attention}.experts.output_linear.weight`, shape: [experts, width, projected] },
				{ name: `${block}.input_linear.weight`, shape: [experts, 2 * size, width] },
				{ name: `${block}.output_linear.weight`, shape: [experts, width, size] },
			],
			always: [
				{ name: `${attention}.experts.router.layer.weight`, shape: [experts, width] },
				{ name: `${attention}.experts.bias`, shape: [width] },
				{ name: `${attention}.kv_proj.weight`, shape: [2 * projected, width] },
				{ name: `${block}.router.layer.weight`, shape: [experts, width] },
				{ name: `${block}.bias`, shape: [width] },
			],
		};
	},
});
