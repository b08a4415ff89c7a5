import type { Training } from '../design/sections.ts';

/** What share of the learning rate is left, from the share of the way that is made after warm-up, in [0, 1). */
const DECAYS: Record<Exclude<Training['schedule'], 'inverse_sqrt'>, (way: number) => number> = {
	constant: () => 1,
	linear: (way) => 1 - way,
	cosine: (way) => (1 + Math.cos(Math.PI * way)) / 2,
};

/**
 * Learning rate of a step, counted from 1. It rises evenly to the full rate at the last warm-up step. Linear and
 * cosine then fall to what would be zero one step after the last, so that no step is made for nothing.
 * Inverse square root: rate · √(warm-up / step), as in Vaswani et al. 2017.
 */
export function learningRate({ schedule, learningRate: full, warmupSteps, steps }: Training, step: number): number {
	if (step < warmupSteps) return (full * step) / warmupSteps;
	if (schedule === 'inverse_sqrt') return full * Math.sqrt(Math.max(1, warmupSteps) / step);
	return full * DECAYS[schedule](Math.max(0, step - warmupSteps) / (Math.max(0, steps - warmupSteps) + 1));
}
