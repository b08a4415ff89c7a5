import { afterAll, beforeAll, describe, it } from 'vitest';
import type { Backend } from '../../../../../src/engine/backends/backend.ts';
import { openTensorFlow } from '../../../../../src/engine/backends/tensorflow/open.ts';
import { expectAgreement } from '../../operators/agreement.ts';
import { casesWithoutRoutes } from '../../operators/cases.ts';

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

		it.each(casesWithoutRoutes)('$name: agrees with the reference', (each) => expectAgreement(backend, each, TOLERANCE));
	});
}
