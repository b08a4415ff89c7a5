import { elements } from '../../../../design/tensors.ts';
import type { DropoutMaskAttributes } from '../../../operators/attributes.ts';
import { STRIDE, TWIST, threshold } from '../../../operators/dropout-mask.ts';
import type { Call, Kernels } from './kernel.ts';

/** Dropout's mask is computed here and handed over: multiplication of 32-bit numbers modulo 2³² is not to be had from every backend of TensorFlow.js. */
export const dropout: Kernels = {
	dropout_mask: ({ tf, attributes: { shape, rate, site } }: Call<DropoutMaskAttributes>, seed) =>
		tf.tensor(mask(elements(shape), rate, site, seed.dataSync()[0] ?? 0), [...shape], 'float32'),
};

function mask(size: number, rate: number, site: number, seed: number): Float32Array {
	const [dropped, kept] = [threshold(rate), 1 / (1 - rate)];
	const numbers = new Float32Array(size);
	let place = (site + seed) | 0;
	for (let index = 0; index < size; index++) {
		const first = Math.imul(place, (place << 1) | 1) ^ TWIST;
		if (Math.imul(first, (first << 1) | 1) >= dropped) numbers[index] = kept;
		place = (place + STRIDE) | 0;
	}
	return numbers;
}
