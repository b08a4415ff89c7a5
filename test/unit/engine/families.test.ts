import { describe, expect, it } from 'vitest';
import { elements, tensorsOf } from '../../../src/design/tensors.ts';
import { gradients } from '../../../src/engine/autodiff.ts';
import { onnxCpu } from '../../../src/engine/backends/onnx/cpu.ts';
import { createEngine } from '../../../src/engine/create.ts';
import type { Optimizer } from '../../../src/engine/engine.ts';
import type { Value } from '../../../src/engine/graph.ts';
import { layoutOf } from '../../../src/engine/layout.ts';
import { maskedBatch } from '../../../src/engine/masking.ts';
import { lossProgram } from '../../../src/engine/step.ts';
import { cannotTrain } from '../../../src/engine/trainable.ts';
import { architectureOf } from './designs.ts';
import { trainingTruths, weightOf } from './truth.ts';

/** Of the largest gradient's norm: below it a tensor's own size says nothing, such as that of biases on keys, whose gradient is 0. */
const SMALL = 1e-3;

it.each(trainingTruths.filter(({ truth }) => !('kv_lora_rank' in truth.model)))('$name, with a head size of its own', ({ truth }) => {
	const architecture = architectureOf({ ...truth.model, head_dim: 12 });
	expect(architecture.layers[0]?.attention?.queryKeySize).toBe(12);
	expect(cannotTrain(architecture)).toBeUndefined();
	// Every shape is checked as the graph is built.
	const { objective } = lossProgram(architecture, layoutOf(architecture), truth.batch);
	expect(objective.shape).toEqual([]);
});

const optimizer: Optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };

describe.each(trainingTruths.filter(({ truth }, index) => trainingTruths[index - 1]?.truth.model.model_type !== truth.model.model_type))(
	'$name',
	({ truth }) => {
		it('learns a batch: twenty steps lower its loss', async () => {
			const architecture = architectureOf(truth.model);
			const { sequences: batchSize, positions: sequenceLength } = truth.batch;
			const windows = Int32Array.from(truth.batch.inputs);
			const batch =
				architecture.objective === 'masked'
					? maskedBatch(windows, { maskToken: architecture.vocabulary - 1, tokens: architecture.vocabulary - 1, draw: '0' })
					: { inputs: windows, targets: Int32Array.from(truth.batch.targets) };
			const engine = await createEngine('cpu', { architecture, batchSize, sequenceLength, optimizer, seed: 1, threads: 1 });
			const losses: number[] = [];
			for (let step = 0; step < 20; step++) losses.push((await engine.step(batch, 1e-2)).loss);
			await engine.release();
			const [first = 0, last = Number.NaN] = [losses[0], losses.at(-1)];
			expect(first).toBeLessThan(Math.log(architecture.vocabulary) + 1);
			expect(last).toBeLessThan(first - 0.15);
		});
	},
);

/** Every way in which a model is computed: with experts there are two. */
const ways = trainingTruths.flatMap(({ name, truth }) =>
	architectureOf(truth.model).layers.some(({ mixture }) => mixture)
		? [
				{ name: `${name}, experts on the tokens routed to them`, truth, routesTokens: true },
				{ name: `${name}, experts on all tokens`, truth, routesTokens: false },
			]
		: [{ name, truth, routesTokens: false }],
);

describe.each(ways)('$name, beside the library', ({ truth, routesTokens }) => {
	it('has the same loss and the same gradient of every tensor', async () => {
		const architecture = architectureOf(truth.model);
		expect(cannotTrain(architecture)).toBeUndefined();
		const layout = layoutOf(architecture);
		expect(
			tensorsOf(architecture)
				.map(({ name }) => name)
				.toSorted(),
		).toEqual(Object.keys(truth.gradients).toSorted());
		const { graph, weights, loss, objective } = lossProgram(architecture, layout, truth.batch, { routesTokens });
		const backward = graph.nodes.length;
		const [gradient] = gradients(objective, [weights]) as [Value];
		const executable = await onnxCpu(1).compile({ graph, backward, outputs: { loss, objective, gradient } }, { held: ['gradient'] });
		const { arrays: results, held } = await executable.run({
			inputs: Int32Array.from(truth.batch.inputs),
			targets: Int32Array.from(truth.batch.targets),
			weights: Float32Array.from(layout.flatMap(({ tensor }) => [...weightOf(tensor)])),
		});
		const computed = await held.gradient?.read();
		await executable.release();
		expect(Math.abs((results.loss?.[0] ?? Number.NaN) - truth.loss) / truth.loss).toBeLessThan(1e-5);
		const balance = (truth.balance ?? 0) * Number(truth.model.router_aux_loss_coef ?? 0);
		expect(Math.abs((results.objective?.[0] ?? Number.NaN) - truth.loss - balance) / truth.loss).toBeLessThan(1e-5);
		const largest = Math.max(...Object.values(truth.gradients).map(([norm]) => norm));
		for (const { tensor, offset } of layout) {
			if (!truth.gradients[tensor.name]) continue;
			const size = elements(tensor.shape);
			const found = computed?.subarray(offset, offset + size) ?? new Float32Array();
			const [norm = Number.NaN, ...entries] = truth.gradients[tensor.name] ?? [];
			const scale = Math.max(norm, SMALL * largest);
			expect(Math.abs(Math.hypot(...found) - norm) / scale, tensor.name).toBeLessThan(5e-5);
			for (const [index, entry] of entries.entries()) {
				const place = Math.floor((index * size) / entries.length);
				expect(Math.abs((found[place] ?? Number.NaN) - entry) / scale, `${tensor.name} at ${place}`).toBeLessThan(5e-5);
			}
		}
	});
});
