import { describe, expect, it, vi } from 'vitest';
import type { Backend } from '../../../src/engine/backends/backend.ts';
import type { OnnxModel, OnnxNode } from '../../../src/engine/backends/onnx/emit.ts';
import { onnxGpu } from '../../../src/engine/backends/onnx/gpu.ts';
import { CUDA, WEBGPU } from '../../../src/engine/backends/onnx/provider.ts';
import { add, input, matmul } from '../../../src/engine/builders.ts';
import { createEngine, engineOn } from '../../../src/engine/create.ts';
import type { Batch, EngineOptions } from '../../../src/engine/engine.ts';
import { createGraph } from '../../../src/engine/graph.ts';
import { lossScale } from '../../../src/engine/loss-scale.ts';
import { operators } from '../../../src/engine/operators/index.ts';
import { architectureOf } from './designs.ts';
import { tokens } from './random.ts';

/**
 * The processor has no products in half precision: ONNX Runtime casts their operands back, and takes both casts away with the rounding.
 * A node between them keeps it.
 */
vi.mock('../../../src/engine/backends/onnx/protobuf.ts', async (original) => {
	const { encodeModel } = await original<typeof import('../../../src/engine/backends/onnx/protobuf.ts')>();
	const kept = (node: OnnxNode): OnnxNode[] => {
		const [given = '', made = ''] = [node.inputs[0], node.outputs[0]];
		const pass = (from: string, to: string): OnnxNode => ({ operator: 'Identity', domain: '', inputs: [from], outputs: [to], attributes: {} });
		if (node.operator !== 'Cast') return [node];
		return [pass(given, `${made} from`), { ...node, inputs: [`${made} from`], outputs: [`${made} as`] }, pass(`${made} as`, made)];
	};
	return { encodeModel: (model: OnnxModel) => encodeModel({ ...model, nodes: model.nodes.flatMap(kept) }) };
});

const [batchSize, sequenceLength, vocabulary] = [4, 16, 32];
const optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };
const gpt2 = architectureOf({ model_type: 'gpt2', n_embd: 32, n_layer: 2, n_head: 4, vocab_size: vocabulary, n_positions: sequenceLength });
const llama = architectureOf({
	model_type: 'llama',
	hidden_size: 32,
	num_hidden_layers: 2,
	num_attention_heads: 4,
	num_key_value_heads: 2,
	intermediate_size: 48,
	vocab_size: vocabulary,
});
const optionsOf = (architecture: EngineOptions['architecture'], options: Partial<EngineOptions> = {}): EngineOptions => ({
	architecture,
	batchSize,
	sequenceLength,
	optimizer,
	seed: 1,
	...options,
});
/** Without its optimizers, which would take away the nodes that keep the rounding. */
const SESSION = { executionProviders: ['cpu'], graphOptimizationLevel: 'disabled', logSeverityLevel: 4 } as const;
/** A graphics device's graphs on the processor, which rounds to half precision wherever they say so: SwiftShader has no 16-bit floats. */
const standIn = async (provider: typeof WEBGPU | typeof CUDA): Promise<Backend> => ({
	...onnxGpu({ runtime: await import('onnxruntime-node'), provider, session: SESSION, resident: false }),
	device: 'the processor',
});
/** Each token follows from the one before it, so that there is something to learn. */
const batch = (step: number): Batch => {
	const inputs = tokens(step, batchSize * sequenceLength, vocabulary);
	return { inputs, targets: inputs.map((token) => (token * 5 + 3) % vocabulary) };
};

async function losses(provider: typeof WEBGPU | typeof CUDA, options: EngineOptions, steps: number): Promise<number[]> {
	const engine = await engineOn(await standIn(provider), options);
	const made: number[] = [];
	for (let step = 0; step < steps; step++) made.push((await engine.step(batch(step), 3e-3)).loss);
	await engine.release();
	return made;
}

describe.each([
	['gpt2', gpt2, WEBGPU],
	['llama', llama, WEBGPU],
	['gpt2', gpt2, CUDA],
	['llama', llama, CUDA],
] as const)('%s in half precision', (_, architecture, provider) => {
	it(`has the losses of single precision within two percent after 200 steps, by the graphs for ${provider.name}`, async () => {
		const single = await losses(provider, optionsOf(architecture), 200);
		const half = await losses(provider, optionsOf(architecture, { precision: 'float16', microBatchSize: 2 }), 200);
		const mean = (from: readonly number[]) => from.slice(-20).reduce((sum, each) => sum + each, 0) / 20;
		expect(mean(single)).toBeLessThan((single[0] ?? 0) / 2);
		expect(Math.abs(mean(half) - mean(single)) / mean(single)).toBeLessThan(0.02);
		for (const step of [0, 199]) expect(Math.abs((half[step] ?? 0) / (single[step] ?? 1) - 1)).toBeLessThan(0.02);
	});
});

it.each([WEBGPU, CUDA])('products are rounded to half precision, sums are not, for $name', async (provider) => {
	const graph = createGraph(operators);
	const x = input(graph, 'x', [2, 2]);
	const backend = await standIn(provider);
	const executable = await backend.compile({ graph, outputs: { product: matmul(x, x, { transposeB: true }), sum: add(x, x) } }, { precision: 'float16' });
	const { arrays } = await executable.run({ x: Float32Array.of(1.0001, 0, 300, 0) });
	expect(arrays.product).toEqual(Float32Array.of(1, 300, 300, Number.POSITIVE_INFINITY));
	expect(arrays.sum).toEqual(Float32Array.of(2 * Math.fround(1.0001), 0, 600, 0));
	await executable.release();
	await backend.release();
});

it('a gradient beyond the range of half precision halves the scale, and the step is made all the same', async () => {
	const inputs = batch(0).inputs;
	// The gradient of a single target's score is almost −1, which times the first scale is more than half precision's largest number.
	const single: Batch = { inputs, targets: inputs.map((token, place) => (place === 5 ? token : -1)) };
	const engine = await engineOn(await standIn(WEBGPU), optionsOf(gpt2, { precision: 'float16' }));
	const exact = await engineOn(await standIn(WEBGPU), optionsOf(gpt2));
	const [{ gradientNorm }, wanted] = [await engine.step(single, 1e-3), await exact.step(single, 1e-3)];
	expect(Math.abs(gradientNorm - wanted.gradientNorm) / wanted.gradientNorm).toBeLessThan(0.02);
	expect((await engine.state()).step).toBe(1);
	await Promise.all([engine.release(), exact.release()]);
});

it('weights that are no numbers are said so, in half precision too', async () => {
	const engine = await engineOn(await standIn(WEBGPU), optionsOf(gpt2, { precision: 'float16' }));
	const good = await engine.state();
	await engine.restore({ ...good, weights: good.weights.map(() => Number.NaN) });
	expect((await engine.step(batch(0), 1e-3)).loss).toBeNaN();
	expect((await engine.state()).step).toBe(0);
	await engine.release();
});

it('is refused on the processor, in plain words', async () => {
	await expect(createEngine('cpu', optionsOf(gpt2, { precision: 'float16' }))).rejects.toThrow(
		'training.precision is float16, which the backends webgpu and cuda compute in, not cpu. Take float32.',
	);
});

describe('the scale of the loss', () => {
	it('is halved down to 1 and doubled after 2000 steps in a row', () => {
		const scale = lossScale();
		expect(scale.value).toBe(2 ** 16);
		const steps = (count: number) => {
			for (let step = 0; step < count; step++) scale.went();
		};
		steps(1999);
		expect(scale.halve()).toBe(true);
		steps(1999);
		expect(scale.value).toBe(2 ** 15);
		steps(1);
		expect(scale.value).toBe(2 ** 16);
		steps(100_000);
		expect(scale.value).toBe(2 ** 24);
		while (scale.halve());
		expect(scale.value).toBe(1);
	});
});
