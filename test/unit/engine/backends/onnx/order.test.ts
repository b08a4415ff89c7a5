import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { elements } from '../../../../../src/design/tensors.ts';
import { lower } from '../../../../../src/engine/backends/onnx/lower.ts';
import { encodeModel } from '../../../../../src/engine/backends/onnx/protobuf.ts';
import { CPU } from '../../../../../src/engine/backends/onnx/provider.ts';
import { initialWeights } from '../../../../../src/engine/initialize.ts';
import { layoutOf, sizeOfLayout } from '../../../../../src/engine/layout.ts';
import { gradientProgram } from '../../../../../src/engine/step.ts';
import { architectureOf } from '../../designs.ts';
import { tokens } from '../../random.ts';

const architecture = architectureOf({ model_type: 'gpt2', n_layer: 3, n_embd: 16, n_head: 2, n_positions: 8, vocab_size: 13, activation_function: 'gelu_new' });
const layout = layoutOf(architecture);
const windows = { sequences: 2, positions: 8 };

/** Names of the nodes as ONNX Runtime ran them, by its own profile. */
let ran: string[];
let folder: string;

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'headroom-order-'));
	const model = lower(gradientProgram(architecture, layout, windows), CPU, { inParts: ['gradient'] });
	const session = await InferenceSession.create(encodeModel(model), {
		executionProviders: ['cpu'],
		intraOpNumThreads: 1,
		enableProfiling: true,
		profileFilePrefix: join(folder, 'order'),
	});
	const given: Record<string, Float32Array | Int32Array> = {
		inputs: tokens(1, 16, 13),
		targets: tokens(2, 16, 13),
		weights: initialWeights(architecture, layout, 0),
		share: Float32Array.of(1),
	};
	await session.run(
		Object.fromEntries(
			model.inputs.map(({ name, of, offset, shape }) => {
				const part = (given[of] as Float32Array).subarray(offset, offset + elements(shape));
				return [name, new Tensor(part, shape)];
			}),
		),
	);
	session.endProfiling();
	const events: { cat: string; name: string; ts: number }[] = JSON.parse(readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8'));
	const kernels = events.filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time')).sort((a, b) => a.ts - b.ts);
	ran = kernels.map(({ name }) => name.replace('_kernel_time', ''));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where the gradient of a tensor was made. */
function placeOf(name: string): number {
	const index = layout.findIndex(({ tensor }) => tensor.name === name);
	return ran.indexOf(`gradient[${index}]`);
}

it('covers all weights', () => {
	expect(sizeOfLayout(layout)).toBeGreaterThan(0);
	expect(ran.filter((name) => name.startsWith('gradient['))).toHaveLength(layout.length);
});

it('makes the gradients of a layer before it goes on to the layer below', () => {
	const matrices = ['mlp.c_proj.weight', 'mlp.c_fc.weight', 'attn.c_proj.weight', 'attn.c_attn.weight'];
	const places = [2, 1, 0].map((layer) => matrices.map((name) => placeOf(`transformer.h.${layer}.${name}`)));
	expect(places.flat().every((place) => place > 0)).toBe(true);
	const [top, middle, bottom] = places as [number[], number[], number[]];
	expect(Math.max(...top)).toBeLessThan(Math.min(...middle));
	expect(Math.max(...middle)).toBeLessThan(Math.min(...bottom));
});

it('makes what GELU keeps for the backward pass in the forward one', () => {
	const loss = ran.findIndex((name) => name.startsWith('LogSoftmax'));
	const sigmoids = ran.flatMap((name, place) => (name.startsWith('Sigmoid') ? [place] : []));
	expect(sigmoids).toHaveLength(3);
	// Its derivative is a difference of two products, a node of its own in each layer, before the next layer's sigmoid or the loss.
	for (const [layer, place] of sigmoids.entries()) {
		const next = sigmoids[layer + 1] ?? loss;
		expect(ran.slice(place, next).some((name) => name.startsWith('Sub'))).toBe(true);
	}
});
