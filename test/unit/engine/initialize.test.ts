import { expect, it } from 'vitest';
import { elements } from '../../../src/design/tensors.ts';
import type { Placed } from '../../../src/engine/engine.ts';
import { initialWeights } from '../../../src/engine/initialize.ts';
import { layoutOf } from '../../../src/engine/layout.ts';
import { architectureOf } from './designs.ts';

const gpt2 = architectureOf({ model_type: 'gpt2', n_embd: 64, n_layer: 8, n_head: 4, vocab_size: 100, n_positions: 32 });
const llama = architectureOf({ model_type: 'llama', hidden_size: 64, num_hidden_layers: 8, num_attention_heads: 4, vocab_size: 100, initializer_range: 0.1 });

function parts(architecture: typeof gpt2, layout: readonly Placed[] = layoutOf(architecture)) {
	const weights = initialWeights(architecture, layout, 5);
	return new Map(layout.map(({ tensor, offset }) => [tensor.name, weights.slice(offset, offset + elements(tensor.shape))]));
}

const deviation = (x: ArrayLike<number> = []) => Math.sqrt(Array.from(x).reduce((sum, value) => sum + value * value, 0) / x.length);

it('linear maps and embeddings are normal with initializer_range, biases 0, norms 1', () => {
	const weights = parts(gpt2);
	expect(deviation(weights.get('transformer.wte.weight'))).toBeCloseTo(0.02, 3);
	expect(deviation(weights.get('transformer.h.3.mlp.c_fc.weight'))).toBeCloseTo(0.02, 3);
	expect(new Set(weights.get('transformer.h.0.attn.c_attn.bias'))).toEqual(new Set([0]));
	expect(new Set(weights.get('transformer.h.0.ln_1.weight'))).toEqual(new Set([1]));
	expect(new Set(weights.get('transformer.h.0.ln_1.bias'))).toEqual(new Set([0]));
	expect(deviation(parts(llama).get('model.layers.0.mlp.down_proj.weight'))).toBeCloseTo(0.1, 2);
});

it("GPT-2's maps onto the residual stream are scaled by 1/√(2 · layers)", () => {
	const weights = parts(gpt2);
	expect(deviation(weights.get('transformer.h.0.attn.c_proj.weight'))).toBeCloseTo(0.005, 3);
	expect(deviation(weights.get('transformer.h.7.mlp.c_proj.weight'))).toBeCloseTo(0.005, 3);
});

const modernbert = { model_type: 'modernbert', hidden_size: 64, intermediate_size: 96, num_hidden_layers: 8, num_attention_heads: 4, vocab_size: 100 };

it("ModernBERT's maps onto the residual stream and its head are scaled in the same way", () => {
	const weights = parts(architectureOf({ ...modernbert, initializer_cutoff_factor: 100 }));
	for (const name of ['model.layers.3.attn.Wo.weight', 'model.layers.3.mlp.Wo.weight', 'head.dense.weight'])
		expect(deviation(weights.get(name))).toBeCloseTo(0.005, 3);
	expect(deviation(weights.get('model.layers.3.mlp.Wi.weight'))).toBeCloseTo(0.02, 3);
});

it.each([
	[undefined, 2, 0.88],
	[1, 1, 0.54],
	[null, 3, 0.987],
])("ModernBERT's weights are cut off at a factor of %s", (factor, most, left) => {
	const name = 'model.layers.3.mlp.Wi.weight';
	const weights = parts(architectureOf(factor === undefined ? modernbert : { ...modernbert, initializer_cutoff_factor: factor })).get(name) ?? [];
	expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(most * 0.02);
	// What is left of the deviation of a normal distribution that is cut off there.
	expect(deviation(weights) / 0.02).toBeCloseTo(left, 1);
});

it('norms whose scale is 1 + weight begin at 0', () => {
	const gemma = { model_type: 'gemma', hidden_size: 8, intermediate_size: 12, num_hidden_layers: 1, num_attention_heads: 2, head_dim: 4, vocab_size: 10 };
	expect(new Set(parts(architectureOf(gemma)).get('model.norm.weight'))).toEqual(new Set([0]));
});

it('a tensor has the same numbers wherever it stands', () => {
	let offset = 0;
	const reversed = layoutOf(gpt2)
		.toReversed()
		.map(({ tensor }) => {
			const placed = { tensor, offset };
			offset += elements(tensor.shape);
			return placed;
		});
	expect(new Map([...parts(gpt2, reversed)].reverse())).toEqual(parts(gpt2));
});
