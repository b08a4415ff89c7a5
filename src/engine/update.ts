import { elements } from '../design/tensors.ts';
import type { Program } from './backends/backend.ts';
import { add, concat, constant, divide, filled, input, matmul, minimum, multiply, reshape, scale, shift, split, sqrt, subtract } from './builders.ts';
import type { Optimizer, Placed } from './engine.ts';
import { createGraph, type Value } from './graph.ts';
import { isNorm } from './initialize.ts';
import { sizeOfLayout } from './layout.ts';
import { operators } from './operators/index.ts';

/** As in torch's `clip_grad_norm_`: keeps the division defined at a norm of 0. */
const CLIP_EPSILON = 1e-6;

/** What an update program is built for. */
export interface UpdateOptions {
	/** Vectors that the gradient comes in. */
	parts: number;
	/** Gradients come times a factor, and its inverse is an input of its own. */
	scaled?: boolean;
	/** Blocks that vectors are cut into, one after the other, so that what is made on the way stays in the cache. */
	blocks?: number;
}

/**
 * What is made of a batch's gradient: clipping and AdamW, with an input `unscale` `[1]` where gradients are scaled.
 * Inputs as flat vectors: gradient_0, gradient_1, … one for each of the parts, which are added up; weights, first_moment and second_moment; and rates (`ratesOf`).
 * Outputs: gradient_norm, and the three vectors after the step under the names of the inputs with `next_` before them.
 */
export function updateProgram(layout: readonly Placed[], optimizer: Optimizer, { parts, scaled = false, blocks = 1 }: UpdateOptions): Program {
	const { beta1, beta2, gradientClip } = optimizer;
	const graph = createGraph(operators);
	const size = sizeOfLayout(layout);
	const most = Math.ceil(size / blocks);
	const sizes = Array.from({ length: Math.ceil(size / most) }, (_, block) => Math.min(most, size - block * most));
	const inBlocks = (name: string): readonly Value[] => split(input(graph, name, [size]), 0, sizes);
	const given = Array.from({ length: parts }, (_, part) => inBlocks(`gradient_${part}`));
	const gradient = sizes.map((_, block) => given.map((part) => part[block] as Value).reduce(add));
	const unscale = scaled ? input(graph, 'unscale', [1]) : filled(graph, [1], 1);
	const gradientNorm = multiply(reshape(sqrt(gradient.map(sumOfSquares).reduce(add)), [1]), unscale);
	const [stepSize, epsilon, decay] = split(input(graph, 'rates', [3]), 0, [1, 1, 1]) as [Value, Value, Value];
	// The clipping factor is folded into the factors of the moments, so that the gradient itself is read once for each.
	const factor = gradientClip > 0 ? multiply(clipFactor(gradientNorm, gradientClip), unscale) : unscale;
	const [towardsFirst, towardsSecond] = [scale(factor, 1 - beta1), scale(multiply(factor, factor), 1 - beta2)];
	const [firsts, seconds, weights] = [inBlocks('first_moment'), inBlocks('second_moment'), inBlocks('weights')];
	const mask = optimizer.weightDecay > 0 ? decayed(layout) : new Float32Array(size);
	const updated = gradient.map((block, index) => {
		const first = add(scale(firsts[index] as Value, beta1), multiply(block, towardsFirst));
		const second = add(scale(seconds[index] as Value, beta2), multiply(multiply(block, block), towardsSecond));
		const update = multiply(divide(first, add(sqrt(second), epsilon)), stepSize);
		const kept = decayOf(weights[index] as Value, mask.slice(index * most, index * most + (sizes[index] as number)), decay);
		return { first, second, weights: subtract(kept, update) };
	});
	const joined = (of: (block: (typeof updated)[number]) => Value): Value => concat(updated.map(of) as [Value, ...Value[]], 0);
	return {
		graph,
		outputs: {
			gradient_norm: reshape(gradientNorm, []),
			next_weights: joined(({ weights }) => weights),
			next_first_moment: joined(({ first }) => first),
			next_second_moment: joined(({ second }) => second),
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

/**
 * The numbers of a step that change with it; `step` counts from 1. Adam's lr · m̂/(√v̂ + ε), with m̂ = m/(1 − β1^t) and v̂ = v/(1 − β2^t),
 * is written s · m/(√v + e): s = lr · √(1 − β2^t)/(1 − β1^t) and e = ε · √(1 − β2^t). Last, lr · weight decay.
 */
export function ratesOf({ beta1, beta2, epsilon, weightDecay }: Optimizer, learningRate: number, step: number): Float32Array {
	const correction = Math.sqrt(1 - beta2 ** step);
	return Float32Array.of((learningRate * correction) / (1 - beta1 ** step), epsilon * correction, learningRate * weightDecay);
}

const clipFactor = (norm: Value, limit: number): Value => {
	const { graph } = norm.node;
	return minimum(filled(graph, [1], 1), divide(filled(graph, [1], limit), shift(norm, CLIP_EPSILON)));
};

/** 1 for the weights that are decayed: all but biases, norms and position embeddings. */
function decayed(layout: readonly Placed[]): Float32Array {
	const mask = new Float32Array(sizeOfLayout(layout));
	for (const { tensor, offset } of layout) {
		if (tensor.part === 'bias' || isNorm(tensor) || tensor.role === 'position') continue;
		mask.fill(1, offset, offset + elements(tensor.shape));
	}
	return mask;
}
