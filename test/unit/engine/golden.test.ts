import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { elements, type Tensor } from '../../../src/design/tensors.ts';
import { gradients } from '../../../src/engine/autodiff.ts';
import { onnxCpu } from '../../../src/engine/backends/onnx/cpu.ts';
import { createEngine } from '../../../src/engine/create.ts';
import type { Engine, Optimizer, Placed } from '../../../src/engine/engine.ts';
import { isNorm } from '../../../src/engine/initialize.ts';
import { layoutOf } from '../../../src/engine/layout.ts';
import { evaluationProgram } from '../../../src/engine/step.ts';
import { architectureOf } from './designs.ts';

/** What `test/reference/decoders.py` writes. */
interface Golden {
	model: Record<string, unknown>;
	window: number | null;
	batch: { sequences: number; positions: number; inputs: number[]; targets: number[] };
	optimizer: { learning_rate: number; weight_decay: number; gradient_clip: number; beta1: number; beta2: number; epsilon: number };
	losses: number[];
	gradient_norms: number[];
	gradients: Record<string, number[]>;
	logits: number[];
	scores: number[][];
}

const read = (name: string): Golden => JSON.parse(readFileSync(`test/fixtures/engine/${name}.json`, 'utf8'));

/** `weight` of `test/reference/decoders.py`. */
function weightOf(index: number, tensor: Tensor): Float32Array {
	const scale = isNorm(tensor) && tensor.part === 'weight';
	return Float32Array.from({ length: elements(tensor.shape) }, (_, i) => {
		const number = 0.3 * Math.sin(0.37 * (i + 1) * (index + 1));
		return scale ? 1 + number / 3 : number;
	});
}

const weightsOf = (layout: readonly Placed[]): Float32Array => {
	const parts = layout.map(({ tensor }, index) => weightOf(index, tensor));
	return Float32Array.from(parts.flatMap((part) => [...part]));
};

function apart(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
	expect(found.length).toBe(wanted.length);
	const size = Math.max(...Array.from(wanted, Math.abs));
	return Math.max(...Array.from(wanted, (value, index) => Math.abs(value - (found[index] ?? Number.NaN)))) / size;
}

async function engineOf({ model, window, batch, optimizer: o }: Golden): Promise<Engine> {
	const optimizer: Optimizer = { weightDecay: o.weight_decay, gradientClip: o.gradient_clip, beta1: o.beta1, beta2: o.beta2, epsilon: o.epsilon };
	const architecture = architectureOf(model, window === null ? undefined : { kind: 'causal-window', window });
	const engine = await createEngine('cpu', { architecture, batchSize: batch.sequences, sequenceLength: batch.positions, optimizer, seed: 0, threads: 1 });
	await engine.restore({ ...(await engine.state()), weights: weightsOf(engine.layout) });
	return engine;
}

describe.each(['llama-grouped', 'llama-window', 'llama-long', 'llama-long-window', 'gpt2', 'gpt2-decoupled'])('%s, beside PyTorch', (name) => {
	const golden = read(name);
	const inputs = Int32Array.from(golden.batch.inputs);
	const targets = Int32Array.from(golden.batch.targets);

	it('has the same scores over the vocabulary and of every head', async () => {
		const engine = await engineOf(golden);
		expect(apart(await engine.logits(inputs), golden.logits)).toBeLessThan(1e-5);
		for (const [layer, scores] of golden.scores.entries()) expect(apart(await engine.scores(inputs, layer), scores)).toBeLessThan(1e-5);
		const { loss, targets: counted } = await engine.evaluate({ inputs, targets });
		expect(loss).toBeCloseTo(golden.losses[0] ?? 0, 5);
		expect(counted).toBe(inputs.length - 2);
		await engine.release();
	});

	it('has the same gradient of every tensor', async () => {
		const architecture = architectureOf(golden.model, golden.window === null ? undefined : { kind: 'causal-window', window: golden.window });
		const layout = layoutOf(architecture);
		const { graph, outputs } = evaluationProgram(architecture, layout, golden.batch);
		const weights = graph.nodes.find(({ operator, attributes }) => operator === 'input' && (attributes as { name: string }).name === 'weights')?.outputs[0];
		if (!weights || !outputs.loss) throw new Error('no weights in the program');
		const [gradient] = gradients(outputs.loss, [weights]);
		if (!gradient) throw new Error('no gradient');
		const executable = await onnxCpu(1).compile({ graph, outputs: { gradient } });
		const { arrays } = await executable.run({ inputs, targets, weights: weightsOf(layout) });
		const { gradient: found = new Float32Array() } = arrays;
		await executable.release();
		expect(layout.map(({ tensor }) => tensor.name)).toEqual(Object.keys(golden.gradients));
		const whole = Math.max(...Object.values(golden.gradients).flat().map(Math.abs));
		for (const { tensor, offset } of layout) {
			const wanted = golden.gradients[tensor.name] ?? [];
			for (const [index, value] of wanted.entries()) expect(Math.abs((found[offset + index] ?? Number.NaN) - value) / whole, tensor.name).toBeLessThan(1e-5);
		}
	});

	it('has the same losses and gradient norms over twenty steps', async () => {
		const engine = await engineOf(golden);
		for (const [step, wanted] of golden.losses.entries()) {
			const { loss, gradientNorm } = await engine.step({ inputs, targets }, golden.optimizer.learning_rate);
			expect(Math.abs(loss - wanted) / wanted, `loss of step ${step}`).toBeLessThan(1e-4);
			const norm = golden.gradient_norms[step] ?? 0;
			expect(Math.abs(gradientNorm - norm) / norm, `gradient norm of step ${step}`).toBeLessThan(1e-3);
		}
		await engine.release();
	});
});
