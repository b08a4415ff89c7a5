import type { Architecture, Role } from '../design/architecture.ts';
import { elements, type Tensor } from '../design/tensors.ts';
import type { Placed } from './engine.ts';
import { sizeOfLayout } from './layout.ts';
import { normalNumbers } from './random.ts';

/** Families that scale down some matrices by 1/√(2 · layers): what is added onto the residual stream (Radford et al. 2019, 2.3), in ModernBERT the head too. */
const SCALED_DOWN: Readonly<Record<string, readonly Role[]>> = {
	gpt2: ['output', 'down'],
	modernbert: ['output', 'down', 'transform', 'head'],
};

/**
 * Initial weights as the library draws them: normal(0, initializer_range) for linear maps and embeddings, zeros for biases, ones for norms (zeros where their scale is 1 + weight).
 * Where the family cuts the normal distribution off, so is it here. A tensor's numbers depend on the seed and its name alone.
 * They are put into `weights`, which are zeros.
 */
export function initialWeights(
	architecture: Architecture,
	layout: readonly Placed[],
	seed: number,
	weights: Float32Array = new Float32Array(sizeOfLayout(layout)),
): Float32Array {
	const centred = architecture.finalNorm?.centred ?? false;
	for (const { tensor, offset } of layout) {
		const part = weights.subarray(offset, offset + elements(tensor.shape));
		if (tensor.part === 'bias') continue;
		if (isNorm(tensor)) part.fill(centred ? 0 : 1);
		else normalNumbers(part, deviation(architecture, tensor), `${seed} ${tensor.name}`, architecture.initializerCutoff);
	}
	return weights;
}

/** A norm's scale or shift. */
export const isNorm = ({ role }: Tensor): boolean => role.endsWith('_norm');

function deviation({ modelType, initializerRange, layers }: Architecture, { role }: Tensor): number {
	return SCALED_DOWN[modelType]?.includes(role) ? initializerRange / Math.sqrt(2 * layers.length) : initializerRange;
}
