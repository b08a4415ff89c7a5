import { decoder } from './decoder.ts';
import { type Experts, routed } from './experts.ts';
import { sameBias } from './family.ts';

/** Experts beside a shared block of so many units, gate and up in one tensor; `more` says where a family differs. */
export const expertsBeside = (units: number, more: Partial<Experts> = {}) =>
	routed({
		experts: ['num_local_experts', 8],
		active: ['num_experts_per_tok', 2],
		block: '{body}layers.{layer}.block_sparse_moe',
		router: 'router',
		also: (keys, { width }) => {
			const size = keys.count('shared_intermediate_size', units, { minimum: 0 });
			const name = '{body}layers.{layer}.shared_mlp';
			if (size === 0) return [];
			return [
				{ name: `${name}.input_linear.weight`, shape: [2 * size, width] },
				{ name: `${name}.output_linear.weight`, shape: [width, size] },
			];
		},
		...more,
	});

export const graniteExperts = expertsBeside(0);

/** `GraniteMoeSharedConfig`: Granite's experts beside a shared block. */
export const granitemoeshared = decoder({
	modelType: 'granitemoeshared',
	prefix: 'GraniteMoeShared',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	...graniteExperts,
});
