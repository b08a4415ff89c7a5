import { elements } from '../design/tensors.ts';
import type { Program } from './backends/backend.ts';
import { add, constant, divide, filled, input, matmul, minimum, multiply, reshape, scale, shift, split, sqrt, subtract } from './builders.ts';
import type { Optimizer, Placed } from './engine.ts';
import { createGraph, type Value } from './graph.ts';
import { sizeOfLayout } from './layout.ts';
import { operators } from './operators/index.ts';
import { CLIP_EPSILON, decays } from './rates.ts';

/** What an update program is built for. */
export interface UpdateOptions {
	/** Vectors that the gradient comes in. */
	parts: number;
	/** Gradients come times a factor, and its inverse is an input of its own. */
	scaled?: boolean;
}

/**
 * What is made of a batch's gradient: clipping and AdamW, with an input `unscale` `[1]` where gradients are scaled.
 * Inputs as flat vectors: gradient_0, gradient_1, … one for each of the parts, which are added up; weights, first_moment and second_moment; and rates, the three of `ratesOf`.
 * Outputs: gradient_norm, and the three vectors after the step under the names of the inputs with `next_` before them.
 */
export function updateProgram(layout: readonly Placed[], optimizer: Optimizer, { parts, scaled = false }: UpdateOptions): Program {
	const { beta1, beta2, gradientClip } = optimizer;
	const graph = createGraph(operators);
	const size = sizeOfLayout(layout);
	const vector = (name: string): Value => input(graph, name, [size]);
	const gradient = Array.from({ length: parts }, (_, part) => vector(`gradient_${part}`)).reduce(add);
	const unscale = scaled ? input(graph, 'unscale', [1]) : filled(graph, [1], 1);
	const gradientNorm = multiply(reshape(sqrt(sumOfSquares(gradient)), [1]), unscale);
	const [stepSize, epsilon, decay] = split(input(graph, 'rates', [3]), 0, [1, 1, 1]) as [Value, Value, Value];
	// The clipping factor is folded into the factors of the moments, so that the gradient itself is read once for each.
	const factor = gradientClip > 0 ? multiply(clipFactor(gradientNorm, gradientClip), unscale) : unscale;
	const [towardsFirst, towardsSecond] = [scale(factor, 1 - beta1), scale(multiply(factor, factor), 1 - beta2)];
	const first = add(scale(vector('first_moment'), beta1), multiply(gradient, towardsFirst));
	const second = add(scale(vector('second_moment'), beta2), multiply(multiply(gradient, gradient), towardsSecond));
	const update = multiply(divide(first, add(sqrt(second), epsilon)), stepSize);
	const kept = optimizer.weightDecay > 0 ? decayOf(vector('weights'), decayed(layout), decay) : vector('weights');
	return {
		graph,
		outputs: {
			gradient_norm: reshape(gradientNorm, []),
			next_weights: subtract(kept, update),
			next_first_moment: first,
			next_second_moment: second,
		},
	};
}

/** `[1, 1]`. As a product, which is faster than a sum. */
function sumOfSquares(vector: Value): Value {
	const row = reshape(vector, [1, elements(vector.shape)]);
	return matmul(row, row, { transposeB: true });
}

/** Weights less `decay` `[1]` of those where the mask is 1. */
function decayOf(weights: Value, mask: Float32Array, decay: Value): Value {
	if (!mask.includes(1)) return weights;
	if (!mask.includes(0)) return multiply(weights, shift(scale(decay, -1), 1));
	return subtract(weights, multiply(multiply(weights, constant(weights.node.graph, mask, weights.shape)), decay));
}

const clipFactor = (norm: Value, limit: number): Value => {
	const { graph } = norm.node;
	return minimum(filled(graph, [1], 1), divide(filled(graph, [1], limit), shift(norm, CLIP_EPSILON)));
};

/** 1 for the weights that are decayed: all but biases, norms and position embeddings. */
function decayed(layout: readonly Placed[]): Float32Array {
	const mask = new Float32Array(sizeOfLayout(layout));
	for (const placed of layout) if (decays(placed)) mask.fill(1, placed.offset, placed.offset + elements(placed.tensor.shape));
	return mask;
}
