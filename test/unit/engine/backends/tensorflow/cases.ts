import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../../../../src/engine/backends/backend.ts';
import { openTensorFlow } from '../../../../../src/engine/backends/tensorflow/open.ts';
import { cases } from '../../operators/cases.ts';
import { apart, programOf } from '../../operators/program.ts';
import { evaluate } from '../../reference/evaluate.ts';

/** TensorFlow.js computes erf by a polynomial that is right to 1.5e-7, and sums in single precision in an order of its own. */
const TOLERANCE = 1e-5;

/** Every case of every operator, on the kernels that HEADROOM_RUNTIMES leads to. */
export function agreesOnEveryOperator(): void {
	describe('every operator', () => {
		let backend: Backend;
		beforeAll(async () => {
			backend = await openTensorFlow();
		});
		afterAll(() => backend.release());

		it.each(cases)('$name: agrees with the reference', async (each) => {
			const { program, data } = programOf(each);
			const reference = evaluate(program, data);
			const executable = await backend.compile(program);
			const { arrays } = await executable.run(data);
			await executable.release();
			for (const name of Object.keys(program.outputs)) expect(apart(arrays[name] ?? [], reference[name] ?? []), name).toBeLessThan(TOLERANCE);
		});
	});
}
