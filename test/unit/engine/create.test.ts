import { describe, expect, it } from 'vitest';
import { createEngine } from '../../../src/engine/create.ts';
import type { Batch, Engine, EngineOptions, Optimizer } from '../../../src/engine/engine.ts';
import { architectureOf, designs } from './designs.ts';
import { tokens } from './random.ts';

const optimizer: Optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };
const [batchSize, sequenceLength] = [3, 5];
const rate = 1e-2;

const batch = (seed: number, vocabulary = 13, windows = batchSize): Batch => ({
	inputs: tokens(seed, windows * sequenceLength, vocabulary),
	targets: tokens(seed + 1, windows * sequenceLength, vocabulary),
});

const engineOf = (architecture: EngineOptions['architecture'], options: Partial<EngineOptions> = {}): Promise<Engine> =>
	createEngine('cpu', { architecture, batchSize, sequenceLength, optimizer, seed: 1, threads: 1, ...options });

async function steps(engine: Engine, from: number, to: number): Promise<void> {
	for (let step = from; step < to; step++) await engine.step(batch(step), rate);
}

const named = (name: string): EngineOptions['architecture'] => {
	const found = designs.find((each) => each.name === name);
	if (!found) throw new Error(`no design ${name}`);
	return found.architecture;
};
const llama = named('llama with grouped heads of a decoupled size');
const gpt2 = named('gpt2');

describe.each(designs)('$name', ({ architecture }) => {
	it('learns a batch: twenty steps lower its loss', async () => {
		const engine = await engineOf(architecture);
		const { loss: before } = await engine.evaluate(batch(0));
		for (let step = 0; step < 20; step++) await engine.step(batch(0), rate);
		const { loss: after } = await engine.evaluate(batch(0));
		expect(Math.abs(before - Math.log(13))).toBeLessThan(0.2);
		expect(after).toBeLessThan(before - 0.2);
		await engine.release();
	});

	it('goes on bit for bit from a saved state', async () => {
		const [through, resumed] = [await engineOf(architecture), await engineOf(architecture, { seed: 2 })];
		await steps(through, 0, 3);
		const saved = await through.state();
		await steps(through, 3, 6);
		await resumed.restore(saved);
		await steps(resumed, 3, 6);
		expect(await resumed.state()).toEqual(await through.state());
		expect((await resumed.state()).step).toBe(6);
		await Promise.all([through.release(), resumed.release()]);
	});

	it('sees no later token: scores over the vocabulary depend on the past alone', async () => {
		const engine = await engineOf(architecture);
		const { inputs } = batch(0);
		const changed = inputs.with(sequenceLength - 1, ((inputs[sequenceLength - 1] ?? 0) + 1) % 13);
		const [before, after] = [await engine.logits(inputs), await engine.logits(changed)];
		const visible = (sequenceLength - 1) * 13;
		expect(after.subarray(0, visible)).toEqual(before.subarray(0, visible));
		expect(after.subarray(visible, visible + 13)).not.toEqual(before.subarray(visible, visible + 13));
		await engine.release();
	});
});

it('a seed gives the same weights, bit for bit, and another seed others', async () => {
	const [first, second, other] = [await engineOf(llama), await engineOf(llama), await engineOf(llama, { seed: 2 })];
	await steps(first, 0, 2);
	await steps(second, 0, 2);
	expect(await first.state()).toEqual(await second.state());
	await steps(other, 0, 2);
	expect((await other.state()).weights).not.toEqual((await first.state()).weights);
	await Promise.all([first.release(), second.release(), other.release()]);
});

it('a saved state is a copy: later steps do not change it', async () => {
	const engine = await engineOf(gpt2);
	const saved = await engine.state();
	const kept = saved.weights.slice();
	await steps(engine, 0, 2);
	expect(saved.weights).toEqual(kept);
	await engine.release();
});

it('a loss that is not a number leaves weights, moments and step as they were, and says so', async () => {
	const engine = await engineOf(llama);
	await steps(engine, 0, 2);
	const good = await engine.state();
	await engine.restore({ ...good, weights: good.weights.with(0, Number.NaN) });
	const broken = await engine.state();
	const { loss, gradientNorm } = await engine.step({ ...batch(0), inputs: batch(0).inputs.fill(0) }, rate);
	expect(loss).toBeNaN();
	expect(gradientNorm).toBeNaN();
	expect(await engine.state()).toEqual(broken);
	await engine.restore(good);
	expect((await engine.step(batch(2), rate)).loss).toBeLessThan(5);
	await engine.release();
});

it('clips gradients to the given norm', async () => {
	const weight = async (gradientClip: number) => {
		const engine = await engineOf(gpt2, { optimizer: { ...optimizer, gradientClip, weightDecay: 0 } });
		const { gradientNorm } = await engine.step(batch(0), rate);
		const { firstMoment } = await engine.state();
		await engine.release();
		// After one step the first moment is a tenth of the gradient that was used.
		return { gradientNorm, used: Math.hypot(...firstMoment) * 10 };
	};
	const [free, clipped] = [await weight(0), await weight(0.01)];
	expect(free.used).toBeCloseTo(free.gradientNorm, 4);
	expect(clipped.gradientNorm).toBeCloseTo(free.gradientNorm, 5);
	expect(clipped.used).toBeCloseTo(0.01, 5);
});

it('decays matrices and token embeddings, not biases, norms and position embeddings', async () => {
	const engine = await engineOf(gpt2);
	const before = (await engine.state()).weights;
	const uncounted = new Int32Array(batchSize * sequenceLength).fill(-1);
	await engine.step({ inputs: batch(0).inputs, targets: uncounted }, rate);
	const after = (await engine.state()).weights;
	for (const { tensor, offset } of engine.layout) {
		const kept = tensor.part === 'bias' || tensor.role === 'position' || tensor.role.endsWith('norm');
		const index = offset + 1;
		const wanted = (before[index] ?? 0) * (kept ? 1 : 1 - rate * optimizer.weightDecay);
		expect(after[index], tensor.name).toBeCloseTo(wanted, 7);
	}
	await engine.release();
});

it('a target of −1 is not counted', async () => {
	const engine = await engineOf(llama);
	const { inputs, targets } = batch(0);
	const half = targets.map((target, index) => (index % 2 ? -1 : target));
	const rest = targets.map((target, index) => (index % 2 ? target : -1));
	const [whole, even, odd] = [
		await engine.evaluate({ inputs, targets }),
		await engine.evaluate({ inputs, targets: half }),
		await engine.evaluate({ inputs, targets: rest }),
	];
	expect([whole.targets, even.targets, odd.targets]).toEqual([15, 8, 7]);
	expect((even.loss * 8 + odd.loss * 7) / 15).toBeCloseTo(whole.loss, 5);
	await engine.release();
});

it('evaluates, scores and predicts any number of windows', async () => {
	const engine = await engineOf(llama);
	const one = batch(0, 13, 1);
	const five = batch(3, 13, 5);
	expect((await engine.evaluate(one)).targets).toBe(sequenceLength);
	expect(await engine.logits(one.inputs)).toHaveLength(sequenceLength * 13);
	expect(await engine.logits(five.inputs)).toHaveLength(5 * sequenceLength * 13);
	expect(await engine.scores(five.inputs, 1)).toHaveLength(5 * 4 * sequenceLength ** 2);
	const alone = await engine.logits(five.inputs.slice(sequenceLength, 2 * sequenceLength));
	const among = (await engine.logits(five.inputs)).slice(sequenceLength * 13, 2 * sequenceLength * 13);
	expect(Math.max(...alone.map((value, index) => Math.abs(value - (among[index] ?? 0))))).toBeLessThan(1e-6);
	await engine.release();
});

describe('what it refuses, in plain words', () => {
	it('a sequence beyond the positions', async () => {
		await expect(engineOf(gpt2, { sequenceLength: 10 })).rejects.toThrow("sequence_length 10 is beyond the model's 9 positions");
	});
	it('a model it cannot train', async () => {
		await expect(engineOf(architectureOf({ model_type: 't5', num_layers: 1 }))).rejects.toThrow(
			'This model cannot be trained: t5 has an encoder beside its decoder',
		);
	});
	it('tokens that are not whole windows, and a batch of another size', async () => {
		const engine = await engineOf(llama);
		await expect(engine.logits(new Int32Array(7))).rejects.toThrow('7 tokens are not whole windows of 5');
		await expect(engine.step(batch(0, 13, 2), rate)).rejects.toThrow('a batch must have 3 windows');
		await engine.release();
	});
	it('a state of another model', async () => {
		const engine = await engineOf(llama);
		const saved = await engine.state();
		await expect(engine.restore({ ...saved, weights: new Float32Array(3) })).rejects.toThrow('the saved weights have 3 numbers');
		await engine.release();
	});
	it('a layer that is not there', async () => {
		const engine = await engineOf(llama);
		await expect(engine.scores(batch(0).inputs, 7)).rejects.toThrow('the model has no layer 7');
		await engine.release();
	});
});

describe('a batch in parts', () => {
	const [windows, positions] = [4, 128];
	const whole: Batch = {
		inputs: tokens(1, windows * positions, 13),
		targets: tokens(2, windows * positions, 13).map((target, place) => (place % 3 ? target : -1)),
	};
	/** Losses, gradient norms and weights of three steps. */
	async function learned(options: Partial<EngineOptions>, architecture = gpt2) {
		const engine = await engineOf(architecture, { batchSize: windows, sequenceLength: positions, ...options });
		const made: number[] = [];
		for (let step = 0; step < 3; step++) {
			const { loss, gradientNorm } = await engine.step(whole, rate);
			made.push(loss, gradientNorm);
		}
		made.push((await engine.evaluate(whole)).loss);
		const { weights } = await engine.state();
		await engine.release();
		return { made, weights };
	}
	const wide = { ...gpt2, embedding: { ...gpt2.embedding, positions: { kind: 'none' } } } as EngineOptions['architecture'];
	const apart = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.max(...Array.from(a, (value, place) => Math.abs(value - (b[place] ?? Number.NaN))));

	it.each([
		['in two lanes', { threads: 2 }],
		['in micro-batches of two windows', { microBatchSize: 2 }],
		['in micro-batches of one', { microBatchSize: 1 }],
		['in micro-batches of two windows, each in two lanes', { microBatchSize: 2, threads: 2 }],
	])('%s has the loss, the gradient and the weights of the whole, though targets are spread unevenly', async (_, options) => {
		const [one, parts] = [await learned({}, wide), await learned(options, wide)];
		for (const [place, value] of one.made.entries()) expect(Math.abs((parts.made[place] ?? Number.NaN) - value) / value).toBeLessThan(1e-5);
		expect(apart(parts.weights, one.weights)).toBeLessThan(1e-4);
	});

	it('gives the same bytes every time', async () => {
		const options = { microBatchSize: 2, threads: 2 };
		expect(await learned(options, wide)).toEqual(await learned(options, wide));
	});

	it('that do not make the whole are refused', async () => {
		await expect(engineOf(gpt2, { batchSize: 4, microBatchSize: 3 })).rejects.toThrow('a batch of 4 windows cannot be cut into micro-batches of 3');
	});
});
