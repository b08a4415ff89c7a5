import type { StepEvent } from './events.ts';

/** Losses that the usual loss is taken from. */
const REMEMBERED = 50;
/** Fewer say little of what is usual. */
const FEWEST = 20;
/** Steps in a row that must be far above: one batch may be hard by chance. */
const IN_A_ROW = 3;
/** How far is far: so many times the median distance from the median, and at least this share of the median. */
const DISTANCES = 5;
const SHARE = 0.2;

/** Watches the losses of a run for a spike; gives the words once, at the step at which it shows, until the loss is back. */
export function watchForSpikes(): (step: Pick<StepEvent, 'step' | 'loss' | 'learning_rate'>) => string | undefined {
	const usual: number[] = [];
	let high: number[] = [];
	let isTold = false;
	return ({ step, loss, learning_rate }) => {
		const middle = median(usual);
		const spread = median(usual.map((each) => Math.abs(each - middle)));
		if (usual.length < FEWEST || loss <= middle + Math.max(DISTANCES * spread, SHARE * middle)) {
			// What was high and came down was noise; it counts as usual from now on.
			for (const each of [...(isTold ? [] : high), loss]) usual.push(each);
			usual.splice(0, usual.length - REMEMBERED);
			high = [];
			isTold = false;
			return undefined;
		}
		high.push(loss);
		if (isTold || high.length < IN_A_ROW) return undefined;
		isTold = true;
		return `The loss has been far above its usual ${middle.toFixed(3)} for ${IN_A_ROW} steps: ${high.map((each) => each.toFixed(3)).join(', ')} up to step ${step}. The run goes on; if it does not recover, lower training.learning_rate (${learning_rate.toPrecision(2)} at this step).`;
	};
}

function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const half = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? (sorted[half] as number) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
