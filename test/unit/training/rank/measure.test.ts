import { describe, expect, it } from 'vitest';
import { onnxCpu } from '../../../../src/engine/backends/onnx/cpu.ts';
import { layoutOf } from '../../../../src/engine/layout.ts';
import { logitsProgram, scoresProgram } from '../../../../src/engine/step.ts';
import { measureRank } from '../../../../src/training/rank/measure.ts';
import { entropyOfSoftmax } from '../../../../src/training/rank/seen.ts';
import { architectureOf } from '../../engine/designs.ts';
import { trainingTruths, weightOf } from '../../engine/truth.ts';

/** Far below any score: what the engine adds to hide a key. */
const HIDDEN = -1e8;

describe.each(trainingTruths)('$name', ({ truth }) => {
	it('has the attention that the engine computes', async () => {
		const architecture = architectureOf(truth.model);
		const layout = layoutOf(architecture);
		const windows = { sequences: 1, positions: truth.batch.positions };
		const inputs = Int32Array.from(truth.batch.inputs.slice(0, windows.positions));
		const weights = Float32Array.from(layout.flatMap(({ tensor }) => [...weightOf(tensor)]));
		const backend = await onnxCpu(1);
		const { graph, outputs } = logitsProgram(architecture, layout, windows);
		const attended = graph.nodes.filter(({ operator }) => operator === 'attend').map(({ inputs: [scores] }) => scores as NonNullable<typeof scores>);
		expect(attended).toHaveLength(architecture.layers.length);
		const executable = await backend.compile({
			graph,
			outputs: { ...outputs, ...Object.fromEntries(attended.map((scores, layer) => [`layer_${layer}`, scores])) },
		});
		const { arrays } = await executable.run({ inputs, weights });
		await executable.release();

		const scores = async (_: Int32Array, layer: number): Promise<Float32Array> => {
			const program = await backend.compile(scoresProgram(architecture, layout, windows, layer));
			const found = await program.run({ inputs, weights });
			await program.release();
			return found.arrays.scores as Float32Array;
		};
		const event = await measureRank({ scores }, architecture, inputs, 7);
		if (event.type !== 'rank') throw new Error(event.message);
		event.layers.forEach(({ heads }, layer) => {
			const attention = architecture.layers[layer]?.attention;
			expect(heads).toHaveLength(attention?.heads ?? Number.NaN);
			const given = arrays[`layer_${layer}`] as Float32Array;
			heads.forEach((head, index) => {
				const rows = Array.from({ length: windows.positions }, (_, query) => {
					const start = (index * windows.positions + query) * windows.positions;
					return Float64Array.from(given.subarray(start, start + windows.positions)).filter((score) => score > HIDDEN);
				});
				expect(head.attention_entropy).toBeCloseTo(rows.reduce((sum, row) => sum + entropyOfSoftmax(row), 0) / rows.length, 5);
				expect(head.numerical_rank).toBeLessThanOrEqual(head.bound);
				expect(head.effective_rank).toBeLessThanOrEqual((head.numerical_rank as number) + 1e-9);
			});
		});
	});
});

it('warns where scores are not finite, so that no event holds what JSON cannot', async () => {
	const architecture = architectureOf({ model_type: 'gpt2', n_embd: 8, n_layer: 2, n_head: 2, vocab_size: 13, n_positions: 9 });
	for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
		const scores = async (_: Int32Array, layer: number) => new Float32Array(2 * 9 * 9).fill(layer === 1 ? value : 1);
		const event = await measureRank({ scores }, architecture, new Int32Array(9), 7);
		expect(event).toMatchObject({ type: 'warning', step: 7, message: expect.stringContaining('layer 1') });
	}
});
