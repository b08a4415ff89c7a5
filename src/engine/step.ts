import type { Architecture } from '../design/architecture.ts';
import { elements } from '../design/tensors.ts';
import { gradients } from './autodiff.ts';
import type { Program } from './backends/backend.ts';
import {
	add,
	constant,
	crossEntropy,
	divide,
	filled,
	input,
	matmul,
	minimum,
	multiply,
	reshape,
	scale,
	shift,
	split,
	sqrt,
	subtract,
	transpose,
} from './builders.ts';
import type { Optimizer, Placed } from './engine.ts';
import { createGraph, type Value } from './graph.ts';
import { isNorm } from './initialize.ts';
import { sizeOfLayout, weightsIn } from './layout.ts';
import { forward } from './model/model.ts';
import { operators } from './operators/index.ts';
import { hash } from './random.ts';

export interface Windows {
	sequences: number;
	positions: number;
}

/** As in torch's `clip_grad_norm_`: keeps the division defined at a norm of 0. */
const CLIP_EPSILON = 1e-6;

/** What a gradient program is built for. */
export interface GradientOptions {
	/** Adds to the gradient given as `accumulated`. */
	accumulates?: boolean;
}

/**
 * Gradient of a batch, or of a slice of one, by every weight; with experts, of the loss and their balance.
 * Inputs: inputs and targets `[sequences, positions]`, weights as a flat vector, share `[1]` of the batch's counted targets that are
 * the slice's, with dropout dropout_seed (`dropoutSeedOf`), and accumulated where it is to be added to.
 * Outputs: loss, the mean over the slice's targets; gradient, that of the batch's mean as far as the slice adds to it, as a flat vector.
 */
export function gradientProgram(
	architecture: Architecture,
	layout: readonly Placed[],
	windows: Windows,
	{ accumulates = false }: GradientOptions = {},
): Program {
	const { graph, weights, loss, objective } = lossProgram(architecture, layout, windows, { training: true });
	const shared = multiply(objective, reshape(input(graph, 'share', [1]), []));
	const [gradient] = gradients(shared, [weights]) as [Value];
	return { graph, outputs: { loss, gradient: accumulates ? add(gradient, input(graph, 'accumulated', [sizeOfLayout(layout)])) : gradient } };
}

/**
 * What is made of a batch's gradient: clipping and AdamW.
 * With `scaled`, gradients come times a factor, and its inverse is an input of its own: unscale, `[1]`.
 * Inputs as flat vectors: gradient_0, gradient_1, … one for each of `parts`, which are added up; weights, first_moment and second_moment; and rates (`ratesOf`).
 * Outputs: gradient_norm, and the three vectors after the step under the names of the inputs with `next_` before them.
 */
export function updateProgram(
	layout: readonly Placed[],
	{ beta1, beta2, gradientClip, weightDecay }: Optimizer,
	parts: number,
	{ scaled = false } = {},
): Program {
	const graph = createGraph(operators);
	const size = sizeOfLayout(layout);
	const vector = (name: string): Value => input(graph, name, [size]);
	const gradient = Array.from({ length: parts }, (_, part) => vector(`gradient_${part}`)).reduce(add);
	const weights = vector('weights');
	const row = reshape(gradient, [1, size]);
	const norm = reshape(sqrt(matmul(row, row, { transposeB: true })), [1]);
	const unscale = scaled ? input(graph, 'unscale', [1]) : undefined;
	const gradientNorm = unscale ? multiply(norm, unscale) : norm;
	const [stepSize, epsilon, decay] = split(input(graph, 'rates', [3]), 0, [1, 1, 1]) as [Value, Value, Value];
	// The clipping factor is folded into the factors of the moments, so that the gradient itself is read once for each.
	const clip = gradientClip > 0 ? clipFactor(gradientNorm, gradientClip) : filled(graph, [1], 1);
	const factor = unscale ? multiply(clip, unscale) : clip;
	const first = add(scale(vector('first_moment'), beta1), multiply(gradient, scale(factor, 1 - beta1)));
	const square = multiply(multiply(gradient, gradient), scale(multiply(factor, factor), 1 - beta2));
	const second = add(scale(vector('second_moment'), beta2), square);
	const update = multiply(divide(first, add(sqrt(second), epsilon)), stepSize);
	const kept = weightDecay > 0 ? subtract(weights, multiply(multiply(weights, constant(graph, decayed(layout), [size])), decay)) : weights;
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

/**
 * The numbers of a step that change with it; `step` counts from 1. Adam's lr · m̂/(√v̂ + ε), with m̂ = m/(1 − β1^t) and v̂ = v/(1 − β2^t),
 * is written s · m/(√v + e): s = lr · √(1 − β2^t)/(1 − β1^t) and e = ε · √(1 − β2^t). Last, lr · weight decay.
 */
export function ratesOf({ beta1, beta2, epsilon, weightDecay }: Optimizer, learningRate: number, step: number): Float32Array {
	const correction = Math.sqrt(1 - beta2 ** step);
	return Float32Array.of((learningRate * correction) / (1 - beta1 ** step), epsilon * correction, learningRate * weightDecay);
}

/** A step's dropout goes by the run's seed, the number of the step and the slice of its batch alone, so that a resumed run drops the same numbers. `step` counts from 1. */
export const dropoutSeedOf = (seed: number, step: number, slice: number): Int32Array => Int32Array.of(hash(`dropout ${seed} ${step} ${slice}`));

/** The loss of a batch without an update; inputs: inputs, targets, weights. */
export function evaluationProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows): Program {
	const { graph, loss } = lossProgram(architecture, layout, windows);
	return { graph, outputs: { loss } };
}

/** Scores over the vocabulary, `[sequences, positions, vocabulary]`; inputs: inputs, weights. */
export function logitsProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows): Program {
	const { graph, forwarded } = forwardGraph(architecture, layout, windows);
	const byPosition = reshape(forwarded.logits, [windows.positions, windows.sequences, architecture.vocabulary]);
	return { graph, outputs: { logits: transpose(byPosition, [1, 0, 2]) } };
}

/** Pre-softmax scores of a layer's heads before the mask, `[sequences, heads, positions, positions]`; inputs: inputs, weights. */
export function scoresProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows, layer: number): Program {
	const { graph, forwarded } = forwardGraph(architecture, layout, windows);
	const scores = forwarded.scores[layer];
	if (!scores) throw new Error(`the model has no layer ${layer}`);
	return { graph, outputs: { scores } };
}

function forwardGraph(architecture: Architecture, layout: readonly Placed[], { sequences, positions }: Windows, training = false) {
	const graph = createGraph(operators);
	const weights = input(graph, 'weights', [sizeOfLayout(layout)]);
	const tokens = input(graph, 'inputs', [sequences, positions], 'int');
	const dropoutSeed = training && architecture.dropout ? input(graph, 'dropout_seed', [1], 'int') : undefined;
	return { graph, weights, forwarded: forward(architecture, weightsIn(weights, layout), tokens, dropoutSeed) };
}

/** The loss, and what training minimises: the two differ where experts are to be balanced. */
export function lossProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows, { training = false } = {}) {
	const { graph, weights, forwarded } = forwardGraph(architecture, layout, windows, training);
	const targets = input(graph, 'targets', [windows.sequences, windows.positions], 'int');
	const { loss } = crossEntropy(forwarded.logits, reshape(transpose(targets, [1, 0]), [windows.sequences * windows.positions]));
	return { graph, weights, loss, objective: forwarded.balance ? add(loss, forwarded.balance) : loss };
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
