import type { Data, Held } from '../backend.ts';
import type { Tensor } from './kernels/kernel.ts';

/** Numbers that TensorFlow.js holds. */
interface HeldTensor extends Held {
	tensor: Tensor;
}

export const hold = (tensor: Tensor): HeldTensor => ({
	tensor,
	read: () => numbersOf(tensor),
	release: () => tensor.dispose(),
});

export const isHeldTensor = (given: Data | Held): given is HeldTensor => 'tensor' in given;

/** A copy: TensorFlow.js may give out the memory that the tensor lives in. */
export const numbersOf = async (tensor: Tensor): Promise<Float32Array> => new Float32Array((await tensor.data()) as Float32Array | Int32Array);
