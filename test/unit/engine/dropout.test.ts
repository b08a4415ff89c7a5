import { describe, expect, it } from 'vitest';
import { onnxCpu } from '../../../src/engine/backends/onnx/cpu.ts';
import { dropoutMask, input } from '../../../src/engine/builders.ts';
import { createEngine } from '../../../src/engine/create.ts';
import type { Batch, Engine } from '../../../src/engine/engine.ts';
import { createGraph } from '../../../src/engine/graph.ts';
import { layoutOf } from '../../../src/engine/layout.ts';
import { operators } from '../../../src/engine/operators/index.ts';
import { lossProgram } from '../../../src/engine/step.ts';
import { architectureOf } from './designs.ts';
import { tokens } from './random.ts';

const gpt2 = { model_type: 'gpt2', n_embd: 8, n_layer: 2, n_head: 2, vocab_size: 13, n_positions: 9 };
const falcon = { model_type: 'falcon', hidden_size: 8, num_hidden_layers: 1, num_attention_heads: 2, vocab_size: 13 };
const modernbert = { model_type: 'modernbert', hidden_size: 8, num_hidden_layers: 2, num_attention_heads: 2, intermediate_size: 12, vocab_size: 13 };
const [batchSize, sequenceLength] = [3, 6];
const batch: Batch = { inputs: tokens(1, 18, 13), targets: tokens(2, 18, 13) };
const optimizer = { weightDecay: 0, gradientClip: 0, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };

const engineOf = (model: Record<string, unknown>, seed = 1): Promise<Engine> =>
	createEngine('cpu', { architecture: architectureOf(model), batchSize, sequenceLength, optimizer, seed, threads: 1 });

const weightsAfter = async (engine: Engine, steps: number): Promise<Float32Array> => {
	for (let step = 0; step < steps; step++) await engine.step(batch, 1e-2);
	return (await engine.state()).weights;
};

describe.each([
	['of embeddings', { ...gpt2, embd_pdrop: 0.3 }],
	['of what blocks add', { ...gpt2, resid_pdrop: 0.3 }],
	['of probabilities', { ...gpt2, attn_pdrop: 0.3 }],
	['of two blocks together', { ...falcon, hidden_dropout: 0.3 }],
	['inside the feed-forward block', { ...modernbert, mlp_dropout: 0.3 }],
])('dropout %s', (_, model) => {
	it('changes the loss of a training step, not that of an evaluation', async () => {
		const engine = await engineOf(model);
		const { loss: whole } = await engine.evaluate(batch);
		const losses = new Set([whole]);
		for (let step = 0; step < 6; step++) losses.add((await engine.step(batch, 0)).loss);
		expect((await engine.evaluate(batch)).loss).toBe(whole);
		// Small weights make small differences: two may round to the same loss.
		expect(losses.size).toBeGreaterThanOrEqual(3);
		await engine.release();
	});

	it('goes on bit for bit from a saved state', async () => {
		const [through, resumed] = [await engineOf(model), await engineOf(model)];
		await weightsAfter(through, 2);
		await resumed.restore(await through.state());
		expect(await weightsAfter(resumed, 3)).toEqual(await weightsAfter(through, 3));
		await Promise.all([through.release(), resumed.release()]);
	});
});

it('another seed drops other numbers', async () => {
	const [first, other] = [await engineOf({ ...gpt2, resid_pdrop: 0.5 }, 1), await engineOf({ ...gpt2, resid_pdrop: 0.5 }, 2)];
	await other.restore(await first.state());
	expect((await first.step(batch, 0)).loss).not.toBe((await other.step(batch, 0)).loss);
	await Promise.all([first.release(), other.release()]);
});

it('a file that states none has none: the graph has no mask', () => {
	const architecture = architectureOf(gpt2);
	const { graph } = lossProgram(architecture, layoutOf(architecture), { sequences: 1, positions: 4 }, { training: true });
	expect(graph.nodes.filter(({ operator }) => operator === 'dropout_mask')).toEqual([]);
});

it('drops the share that is asked for, in every row and column, and scales the rest up', async () => {
	const [rows, columns, rate] = [400, 300, 0.3];
	const graph = createGraph(operators);
	const mask = dropoutMask(input(graph, 'seed', [1], 'int'), [rows, columns], rate, 5);
	const executable = await onnxCpu(1).compile({ graph, outputs: { mask } });
	const { arrays } = await executable.run({ seed: Int32Array.of(12345) });
	const { mask: found = new Float32Array() } = arrays;
	await executable.release();
	expect(new Set(found)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
	const share = (of: (index: number) => boolean) => {
		const chosen = found.filter((_, index) => of(index));
		return chosen.filter((value) => value === 0).length / chosen.length;
	};
	expect(share(() => true)).toBeCloseTo(rate, 2);
	// Five deviations of a share of 300 or 400.
	for (let row = 0; row < rows; row++) expect(Math.abs(share((index) => Math.floor(index / columns) === row) - rate)).toBeLessThan(0.13);
	for (let column = 0; column < columns; column++) expect(Math.abs(share((index) => index % columns === column) - rate)).toBeLessThan(0.13);
});
