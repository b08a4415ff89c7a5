import { describe } from 'vitest';
import { installed } from '../../../../../src/engine/backends/tensorflow/installed.ts';
import { agreesOnEveryOperator } from './cases.ts';
import { hasTheLibrarysGradients } from './families.ts';
import { trainsAsOnnxRuntimeDoes } from './training.ts';

/** The same on the native library, where a TensorFlow.js for Node is installed: in the runtimes folder (HEADROOM_RUNTIMES) or beside Headroom. */
describe.skipIf(!installed())('the installed TensorFlow.js', () => {
	agreesOnEveryOperator();
	trainsAsOnnxRuntimeDoes();
	hasTheLibrarysGradients();
});
