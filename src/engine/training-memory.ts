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
}

const BYTES = 4;

/** What a step and an evaluation of a model take, cut up so. */
export function trainingMemory(architecture: Architecture, optimizer: Optimizer, { sequences, positions, lanes, accumulates }: Cut): TrainingMemory {
	const layout = layoutOf(architecture);
	const windows = { sequences: sequences / lanes, positions };
	const gradient = memoryOf(gradientProgram(architecture, layout, windows, { accumulates }));
	const evaluation = memoryOf(evaluationProgram(architecture, layout, windows));
	const update = memoryOf(updateProgram(layout, optimizer, { parts: lanes }));
	// Three vectors and those that become them. A lane has a gradient, and where it is added up the sum before; of several lanes each has copies of what it reads.
	const ofLane = 1 + Number(accumulates) + (lanes > 1 ? 1 + Number(accumulates) : 0);
	const vectors = 6 + Number(accumulates) + lanes * ofLane;
	return {
		held: vectors * sizeOfLayout(layout) * BYTES + update.constants + lanes * gradient.constants,
		working: lanes * (gradient.peak + evaluation.peak) + update.peak,
	};
}
