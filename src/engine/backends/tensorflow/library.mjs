// Opens an installed TensorFlow.js. Plain JavaScript, for the child process that looks (look.mjs) loads it as it stands.
import { createRequire } from 'node:module';
import util from 'node:util';

/** Functions of `node:util` that TensorFlow.js 4.22 and what it brings call and later versions of Node no longer have (tensorflow/tfjs#8609). */
const REMOVED = {
	isArray: Array.isArray,
	isNullOrUndefined: (value) => value === null || value === undefined,
	isNumber: (value) => typeof value === 'number',
	isObject: (value) => typeof value === 'object' && value !== null,
	isString: (value) => typeof value === 'string',
};

export async function openLibrary(entry) {
	// TensorFlow otherwise tells of more than warnings, and takes all of a GPU's memory at once.
	process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
	process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true';
	// Of several GPUs, TensorFlow.js keeps numbers on the last and computes on the first.
	process.env.CUDA_VISIBLE_DEVICES ??= '0';
	for (const [name, does] of Object.entries(REMOVED)) util[name] ??= does;
	const tf = createRequire(import.meta.url)(entry);
	tf.enableProdMode();
	await tf.ready();
	const backend = tf.backend();
	return { tf, kernels: tf.getBackend(), gpu: backend.isUsingGpuDevice === true, tensorflow: backend.binding?.TF_Version };
}
