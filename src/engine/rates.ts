import type { Optimizer, Placed } from './engine.ts';
import { isNorm } from './initialize.ts';

/** As in torch's `clip_grad_norm_`: keeps the division defined at a norm of 0. */
export const CLIP_EPSILON = 1e-6;

/** AdamW's numbers of a step that change with it. */
export interface Rates {
	stepSize: number;
	epsilon: number;
	/** The share of a weight that decay takes. */
	decay: number;
}

/**
 * The numbers of a step; `step` counts from 1. Adam's lr · m̂/(√v̂ + ε), with m̂ = m/(1 − β1^t) and v̂ = v/(1 − β2^t),
 * is written s · m/(√v + e): s = lr · √(1 − β2^t)/(1 − β1^t) and e = ε · √(1 − β2^t). The decay is lr · weight decay.
 */
export function ratesOf({ beta1, beta2, epsilon, weightDecay }: Optimizer, learningRate: number, step: number): Rates {
	const correction = Math.sqrt(1 - beta2 ** step);
	return { stepSize: (learningRate * correction) / (1 - beta1 ** step), epsilon: epsilon * correction, decay: learningRate * weightDecay };
}

/** All weights are decayed but biases, norms and position embeddings. */
export const decays = ({ tensor }: Placed): boolean => !(tensor.part === 'bias' || isNorm(tensor) || tensor.role === 'position');
