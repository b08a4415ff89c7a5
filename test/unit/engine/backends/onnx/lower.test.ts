import { expect, it } from 'vitest';
import type { Program } from '../../../../../src/engine/backends/backend.ts';
import { onnxCpu } from '../../../../../src/engine/backends/onnx/cpu.ts';
import { lower } from '../../../../../src/engine/backends/onnx/lower.ts';
import { CPU } from '../../../../../src/engine/backends/onnx/provider.ts';
import { initialWeights } from '../../../../../src/engine/initialize.ts';
import { layoutOf } from '../../../../../src/engine/layout.ts';
import { gradientProgram } from '../../../../../src/engine/step.ts';
import { architectureOf } from '../../designs.ts';
import { tokens } from '../../random.ts';

/** Long enough for several blocks of queries. */
const windows = { sequences: 2, positions: 200 };
const small = { hidden_size: 32, num_hidden_layers: 2, num_attention_heads: 4, num_key_value_heads: 2, intermediate_size: 48, vocab_size: 13 };
const cases = [
	['gpt2', { model_type: 'gpt2', n_layer: 2, n_embd: 32, n_head: 4, n_positions: 200, vocab_size: 13, activation_function: 'gelu_new' }],
	['llama', { model_type: 'llama', ...small, max_position_embeddings: 200 }],
	['mistral with a window', { model_type: 'mistral', ...small, max_position_embeddings: 200, sliding_window: 70 }],
	['gemma2', { model_type: 'gemma2', ...small, head_dim: 8, max_position_embeddings: 200, sliding_window: 70 }],
	['phi', { model_type: 'phi', ...small, num_key_value_heads: 4, max_position_embeddings: 200 }],
] as const;

it.each(cases)('%s: the gradient is the same where the backward pass makes values again', async (_, model) => {
	const architecture = architectureOf(model);
	const layout = layoutOf(architecture);
	const program = gradientProgram(architecture, layout, windows);
	const count = windows.sequences * windows.positions;
	const given = {
		inputs: tokens(1, count, 13),
		targets: tokens(2, count, 13),
		weights: initialWeights(architecture, layout, 0).map((weight, index) => weight + 0.1 * Math.sin(index)),
		share: Float32Array.of(1),
	};
	const gradientOf = async (how: Program): Promise<Float32Array> => {
		const executable = await onnxCpu(1).compile(how, { held: ['gradient'] });
		const { held } = await executable.run(given);
		await executable.release();
		return (await held.gradient?.read()) ?? new Float32Array();
	};
	const { backward: _backward, ...keeping } = program;
	const [again, kept] = [await gradientOf(program), await gradientOf(keeping)];
	expect(lower(program, CPU).nodes.length).toBeGreaterThan(lower(keeping, CPU).nodes.length);
	const largest = kept.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	expect(largest).toBeGreaterThan(0);
	for (const [index, value] of again.entries()) if (Math.abs(value - (kept[index] ?? Number.NaN)) > 1e-6 * largest) expect(value).toBe(kept[index]);
});
