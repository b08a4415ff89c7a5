import type { Architecture } from '../design/architecture.ts';
import { gradients } from './autodiff.ts';
import type { Program } from './backends/backend.ts';
import { add, crossEntropy, input, multiply, reshape, transpose } from './builders.ts';
import type { Placed } from './engine.ts';
import { createGraph, type Value } from './graph.ts';
import { sizeOfLayout, weightsIn } from './layout.ts';
import { forward } from './model/model.ts';
import { operators } from './operators/index.ts';
import { hash } from './random.ts';

export interface Windows {
	sequences: number;
	positions: number;
}

/** What a program is built for. */
export interface ProgramOptions {
	/** The backend computes each expert on the tokens alone that are routed to it (`Backend.routesTokens`). */
	routesTokens?: boolean;
}

export interface GradientOptions extends ProgramOptions {
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
	{ accumulates = false, ...options }: GradientOptions = {},
): Program {
	const { graph, weights, loss, objective } = lossProgram(architecture, layout, windows, { ...options, training: true });
	const shared = multiply(objective, reshape(input(graph, 'share', [1]), []));
	const backward = graph.nodes.length;
	const [gradient] = gradients(shared, [weights]) as [Value];
	return { graph, backward, outputs: { loss, gradient: accumulates ? add(gradient, input(graph, 'accumulated', gradient.shape)) : gradient } };
}

/** A step's dropout goes by the run's seed, the number of the step and the slice of its batch alone, so that a resumed run drops the same numbers. `step` counts from 1. */
export const dropoutSeedOf = (seed: number, step: number, slice: number): Int32Array => Int32Array.of(hash(`dropout ${seed} ${step} ${slice}`));

/** The loss of a batch without an update; inputs: inputs, targets, weights. */
export function evaluationProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows, options: ProgramOptions = {}): Program {
	const { graph, loss } = lossProgram(architecture, layout, windows, options);
	return { graph, outputs: { loss } };
}

/** Scores over the vocabulary, `[sequences, positions, vocabulary]`; inputs: inputs, weights. */
export function logitsProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows, options: ProgramOptions = {}): Program {
	const { graph, forwarded } = forwardGraph(architecture, layout, windows, options);
	const byPosition = reshape(forwarded.logits, [windows.positions, windows.sequences, architecture.vocabulary]);
	return { graph, outputs: { logits: transpose(byPosition, [1, 0, 2]) } };
}

/** Pre-softmax scores of a layer's heads before the mask, `[sequences, heads, positions, positions]`; inputs: inputs, weights. */
export function scoresProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows, layer: number, options: ProgramOptions = {}): Program {
	const { graph, forwarded } = forwardGraph(architecture, layout, windows, options);
	const scores = forwarded.scores[layer];
	if (!scores) throw new Error(`the model has no layer ${layer}`);
	return { graph, outputs: { scores } };
}

interface LossOptions extends ProgramOptions {
	/** Dropout drops. */
	training?: boolean;
}

function forwardGraph(
	architecture: Architecture,
	layout: readonly Placed[],
	{ sequences, positions }: Windows,
	{ training = false, routesTokens = false }: LossOptions,
) {
	const graph = createGraph(operators);
	const weights = input(graph, 'weights', [sizeOfLayout(layout)]);
	const tokens = input(graph, 'inputs', [sequences, positions], 'int');
	const dropoutSeed = training && architecture.dropout ? input(graph, 'dropout_seed', [1], 'int') : undefined;
	return { graph, weights, forwarded: forward(architecture, weightsIn(weights, layout), tokens, { routesTokens, ...(dropoutSeed && { dropoutSeed }) }) };
}

/** The loss, and what training minimises: the two differ where experts are to be balanced. */
export function lossProgram(architecture: Architecture, layout: readonly Placed[], windows: Windows, options: LossOptions = {}) {
	const { graph, weights, forwarded } = forwardGraph(architecture, layout, windows, options);
	const targets = input(graph, 'targets', [windows.sequences, windows.positions], 'int');
	const { loss } = crossEntropy(forwarded.logits, reshape(transpose(targets, [1, 0]), [windows.sequences * windows.positions]));
	return { graph, weights, loss, objective: forwarded.balance ? add(loss, forwarded.balance) : loss };
}
