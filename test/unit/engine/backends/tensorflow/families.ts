import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gradients } from '../../../../../src/engine/autodiff.ts';
import type { Backend } from '../../../../../src/engine/backends/backend.ts';
import { openTensorFlow } from '../../../../../src/engine/backends/tensorflow/open.ts';
import type { Value } from '../../../../../src/engine/graph.ts';
import { layoutOf } from '../../../../../src/engine/layout.ts';
import { lossProgram } from '../../../../../src/engine/step.ts';
import { architectureOf } from '../../designs.ts';
import { trainingTruths, weightOf } from '../../truth.ts';

/** The models of Hugging Face's library on the kernels that HEADROOM_RUNTIMES leads to. */
export function hasTheLibrarysGradients(): void {
	describe('every family', () => {
		let backend: Backend;
		beforeAll(async () => {
			backend = await openTensorFlow();
		});
		afterAll(() => backend.release());

		it.each(trainingTruths)("$name: has the library's loss, and its gradient's norm", async ({ truth }) => {
			const architecture = architectureOf(truth.model);
			const layout = layoutOf(architecture);
			const { graph, weights, loss, objective } = lossProgram(architecture, layout, truth.batch);
			const [gradient] = gradients(objective, [weights]) as [Value];
			const executable = await backend.compile({ graph, outputs: { loss, gradient } });
			const { arrays } = await executable.run({
				inputs: Int32Array.from(truth.batch.inputs),
				targets: Int32Array.from(truth.batch.targets),
				weights: Float32Array.from(layout.flatMap(({ tensor }) => [...weightOf(tensor)])),
			});
			await executable.release();
			expect(Math.abs((arrays.loss?.[0] ?? Number.NaN) - truth.loss) / truth.loss).toBeLessThan(1e-5);
			const norm = Math.hypot(...Object.values(truth.gradients).map(([each]) => each));
			expect(Math.abs(Math.hypot(...(arrays.gradient ?? [])) - norm) / norm).toBeLessThan(5e-5);
		});
	});
}
