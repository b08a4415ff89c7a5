import type { Data, Held } from '../backend.ts';
import type { Tensor } from './kernels/kernel.ts';

/** Numbers that TensorFlow.js holds. */
interface HeldTensor extends Held {
	tensor: Tensor;
}

export const hold = (tensor: Tensor): HeldTensor => ({
	tensor,
	read: async () => Float32Array.from((await tensor.data()) as Float32Array),
	release: () => tensor.dispose(),
});

export const isHeldTensor = (given: Data | Held): given is HeldTensor => 'tensor' in given;
