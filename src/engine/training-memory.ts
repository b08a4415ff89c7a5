import type { Architecture } from '../design/architecture.ts';
import type { Optimizer, TrainingMemory } from './engine.ts';
import { layoutOf, sizeOfLayout } from './layout.ts';
import { memoryOf } from './memory.ts';
import { evaluationProgram, gradientProgram } from './step.ts';
import { updateProgram } from './update-program.ts';

/** A way to cut a batch up. */
export interface Cut {
	/** Windows computed at once. */
	sequences: number;
	positions: number;
	/** Parts of them that are computed side by side. */
	lanes: number;
	/** Gradients of several such parts of a batch are added up. */
	accumulates: boolean;
	/** The update is made in place, and the backward pass makes again what it had better not keep. */
	inPlace: boolean;
	/** Each expert computes the tokens alone that are routed to it. */
	routesTokens: boolean;
}

const BYTES = 4;

/** What a step and an evaluation of a model take, cut up so. */
export function trainingMemory(
	architecture: Architecture,
	optimizer: Optimizer,
	{ sequences, positions, lanes, accumulates, inPlace, routesTokens }: Cut,
): TrainingMemory {
	const layout = layoutOf(architecture);
	const windows = { sequences: sequences / lanes, positions };
	const gradient = memoryOf(gradientProgram(architecture, layout, windows, { accumulates: accumulates && !inPlace, routesTokens }), { sparing: inPlace });
	const evaluation = memoryOf(evaluationProgram(architecture, layout, windows, { routesTokens }), { sparing: inPlace });
	const update = inPlace ? { peak: 0, constants: 0 } : memoryOf(updateProgram(layout, optimizer, { parts: lanes }));
	// In place: weights and moments, their copies for a checkpoint, of each lane a gradient and a copy of the weights, and the sum of earlier rounds.
	// Otherwise: weights and moments and those that become them, of each lane a gradient, and what it was added to.
	const vectors = inPlace ? 6 + 2 * lanes + Number(accumulates) : 6 + lanes * (1 + Number(accumulates)) + Number(accumulates);
	return {
		held: vectors * sizeOfLayout(layout) * BYTES + update.constants + lanes * gradient.constants,
		working: lanes * (gradient.peak + evaluation.peak) + update.peak,
	};
}
