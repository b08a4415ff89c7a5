import { describe, expect, it } from 'vitest';
import type { Backend, Held } from '../../../src/engine/backends/backend.ts';
import { onnxCpu } from '../../../src/engine/backends/onnx/cpu.ts';
import type { Optimizer } from '../../../src/engine/engine.ts';
import { layoutOf, sizeOfLayout } from '../../../src/engine/layout.ts';
import { openUpdate } from '../../../src/engine/update.ts';
import { architectureOf } from './designs.ts';
import { numbers } from './random.ts';

/** More weights than one thread is given alone. */
const layout = layoutOf(architectureOf({ model_type: 'gpt2', n_layer: 2, n_embd: 96, n_head: 2, n_positions: 16, vocab_size: 613 }));
const size = sizeOfLayout(layout);
const vector = (seed: number): Float32Array => Float32Array.from(numbers(seed, size));
const given = { weights: vector(3), firstMoment: vector(4), secondMoment: vector(5).map(Math.abs) };

/** The state after two steps, and the norms of their gradients. */
async function updated(backend: Backend, optimizer: Optimizer, { unscale = 1, loss = 1 } = {}) {
	const update = await openUpdate(backend, layout, optimizer, { parts: 2, scaled: unscale !== 1 });
	let state: Record<keyof typeof given, Held> = {
		weights: await backend.hold(given.weights),
		firstMoment: await backend.hold(given.firstMoment),
		secondMoment: await backend.hold(given.secondMoment),
	};
	const norms: number[] = [];
	for (const step of [3, 4]) {
		const gradients = [await backend.hold(vector(step)), await backend.hold(vector(step + 10))];
		const made = await update.make(state, gradients, { loss, learningRate: 1e-2, step, unscale });
		norms.push(made.gradientNorm);
		state = made.state;
	}
	const [weights, firstMoment, secondMoment] = [await state.weights.read(), await state.firstMoment.read(), await state.secondMoment.read()];
	await update.release();
	await backend.release();
	return { weights, firstMoment, secondMoment, norms };
}

/** The same backend, with its vectors not to be written to. */
const asProgram = (): Backend => ({ ...onnxCpu(1), inPlace: undefined as never });

describe.each([
	['clipping and decay', { weightDecay: 0.1, gradientClip: 1 }, {}],
	['neither', { weightDecay: 0, gradientClip: 0 }, {}],
	['a scaled gradient', { weightDecay: 0.1, gradientClip: 1 }, { unscale: 1 / 1024 }],
	['a gradient below the limit', { weightDecay: 0.1, gradientClip: 1e6 }, {}],
] as const)('an update in place, with %s', (_, options, step) => {
	const optimizer: Optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, ...options };

	it.each([1, 2, 3])('is that of the program, on %i threads', async (threads) => {
		const [program, here] = [await updated(asProgram(), optimizer, step), await updated(onnxCpu(threads), optimizer, step)];
		for (const [index, norm] of program.norms.entries()) expect((here.norms[index] ?? 0) / norm).toBeCloseTo(1, 5);
		for (const name of ['weights', 'firstMoment', 'secondMoment'] as const) {
			expect(here[name]).not.toEqual(given[name]);
			const apart = here[name].map((value, i) => Math.abs(value - (program[name][i] ?? 0)) / (1 + Math.abs(value)));
			expect(
				apart.reduce((most, each) => Math.max(most, each), 0),
				name,
			).toBeLessThan(1e-5);
		}
	});
});

it.each(['in place', 'as a program'])('an update %s leaves the state as it was where the loss is not finite', async (how) => {
	const backend = how === 'in place' ? onnxCpu(2) : asProgram();
	const { norms, ...state } = await updated(backend, { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0.1, gradientClip: 1 }, { loss: Number.NaN });
	expect(state).toEqual(given);
	expect(norms.every(Number.isFinite)).toBe(true);
});

it('a moment that fades becomes 0, not a number that processors are slow at', async () => {
	const backend = onnxCpu(1);
	const update = await openUpdate(backend, layout, { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, weightDecay: 0, gradientClip: 0 }, { parts: 1, scaled: false });
	const tiny = new Float32Array(size).fill(1.2e-38);
	const state = { weights: await backend.hold(given.weights), firstMoment: await backend.hold(tiny.map((x) => -x)), secondMoment: await backend.hold(tiny) };
	await update.make(state, [await backend.hold(new Float32Array(size))], { loss: 1, learningRate: 1e-2, step: 9, unscale: 1 });
	expect(await state.firstMoment.read()).toEqual(new Float32Array(size));
	expect(await state.secondMoment.read()).toEqual(new Float32Array(size));
	await backend.release();
});
