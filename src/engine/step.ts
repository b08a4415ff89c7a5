import type { Architecture } from '../design/architecture.ts';
import { elements } from '../design/tensors.ts';
import { gradients } from './autodiff.ts';
import type { Program } from './backends/backend.ts';
import { add, constant, crossEntropy, divide, input, matmul, minimum, multiply, reshape, scale, shift, split, sqrt, subtract, transpose } from './builders.ts';
import type { Optimizer, Placed } from './engine.ts';
import { createGraph, type Value } from './graph.ts';
import { isNorm } from './initialize.ts';
import { sizeOfLayout, weightsIn } from './layout.ts';
import { forward } from './model/model.ts';
import { operators } from './operators/index.ts';

export interface Windows {
	sequences: number;
	positions: number;
}

/** As in torch's `clip_grad_norm_`: keeps the division defined at a norm of 0. */
const CLIP_EPSILON = 1e-6;

/**
 * One training step as one graph: forward, mean cross-entropy, gradients, clipping, AdamW.
 * Inputs: inputs and targets `[sequences, positions]`, weights, first_moment and second_moment as flat vectors, and rates (`ratesOf`).
 * Outputs: loss, gradient_norm, and the three vectors after the step under the names of the inputs with `next_` before them.
 */
export function stepProgram(architecture: Architecture, layout: readonly Placed[], optimizer: Optimizer, windows: Windows): Program {
	const { graph, weights, loss } = lossProgram(architecture, layout, windows);
	const size = sizeOfLayout(layout);
	const [gradient] = gradients(loss, [weights]) as [Value];
	const gradientNorm = sqrt(matmul(reshape(gradient, [1, size]), reshape(gradient, [size, 1])));
	const clipped = optimizer.gradientClip > 0 ? multiply(gradient, clipFactor(gradientNorm, optimizer.gradientClip)) : gradient;
	const { beta1, beta2, epsilon } = optimizer;
	const first = add(scale(input(graph, 'first_moment', [size]), beta1), scale(clipped, 1 - beta1));
	const second = add(scale(input(graph, 'second_moment', [size]), beta2), scale(multiply(clipped, clipped), 1 - beta2));
	const [stepSize, correction, decay] = split(input(graph, 'rates', [3]), 0, [1, 1, 1]) as [Value, Value, Value];
	const update = multiply(divide(first, shift(multiply(sqrt(second), correction), epsilon)), stepSize);
	const kept = optimizer.weightDecay > 0 ? subtract(weights, multiply(multiply(weights, constant(graph, decayed(layout), [size])), decay)) : weights;
	return {
		graph,
		outputs: {
			loss,
			gradient_norm: reshape(gradientNorm, []),
			next_weights: subtract(kept, update),
			next_first_moment: first,
			next_second_moment: second,
		},
	};
}

/** The numbers of a step that change with it: step size lr/(1 − β1^t), 1/√(1 − β2^t), and lr · weight decay. `step` counts from 1. */
export function ratesOf({ beta1, beta2, weightDecay }: Optimizer, learningRate: number, step: number): Float32Array {
	return Float32Array.of(learningRate / (1 - beta1 ** step), 1 / Math.sqrt(1 - beta2 ** step), learningRate * weightDecay);
}

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

function forwardGraph(architecture: Architecture, layout: readonly Placed[], { sequences, positions }: Windows) {
	const graph = createGraph(operators);
	const weights = input(graph, 'weights', [sizeOfLayout(layout)]);
	const tokens = input(graph, 'inputs', [sequences, positions], 'int');
	return { graph, weights, forwarded: forward(architecture, weightsIn(weights, layout), tokens) };
}

function lossProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows) {
	const { graph, weights, forwarded } = forwardGraph(architecture, layout, windows);
	const targets = input(graph, 'targets', [windows.sequences, windows.positions], 'int');
	const { loss } = crossEntropy(forwarded.logits, reshape(transpose(targets, [1, 0]), [windows.sequences * windows.positions]));
	return { graph, weights, loss };
}

const clipFactor = (norm: Value, limit: number): Value => {
	const { graph } = norm.node;
	const one = constant(graph, Float32Array.of(1), [1]);
	return minimum(one, divide(constant(graph, Float32Array.of(limit), [1]), reshape(shift(norm, CLIP_EPSILON), [1])));
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
