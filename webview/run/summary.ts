import type { EvaluationEvent } from '../../src/training/events.ts';
import { formatLoss, formatPercent } from '../shared/format.ts';
import type { RunState } from '../shared/protocol.ts';
import { bestEvaluation, type RunRecord } from '../shared/record.ts';

/** Words for what the chart shows: its text alternative. */
export function curveInWords(record: RunRecord): string {
	const { steps, losses, evaluations } = record;
	const [first, last] = [steps[0], steps.at(-1)];
	if (first === undefined || last === undefined) return 'No steps yet.';
	const best = bestEvaluation(record);
	const training = `Training loss ${formatLoss(losses[0])} at step ${first}, ${formatLoss(losses.at(-1))} at step ${last}.`;
	if (best === undefined) return training;
	return `${training} Best of ${evaluations.length} validation losses ${[`${formatLoss(best.loss)} at step ${best.step}`, ...besideLoss(best)].join(', ')}.`;
}

const besideLoss = ({ perplexity, bits_per_byte, accuracy }: Partial<EvaluationEvent>): string[] => [
	...(perplexity === undefined ? [] : [`perplexity ${formatLoss(perplexity)}`]),
	...(bits_per_byte === undefined ? [] : [`${formatLoss(bits_per_byte)} bits per byte`]),
	...(accuracy === undefined ? [] : [`accuracy ${formatPercent(accuracy, 1)}`]),
];

/** What a screen reader hears when the state of a run changes. */
export function stateInWords(name: string, state: RunState, record: RunRecord, message: string | undefined): string {
	const best = bestEvaluation(record);
	const outcome = best === undefined ? '' : ` Best validation loss ${formatLoss(best.loss)} at step ${best.step}.`;
	const at = record.latest === undefined ? '' : ` at step ${record.latest.step}`;
	switch (state) {
		case 'starting':
			return `${name} is starting.`;
		case 'running':
			return `${name} is running.`;
		case 'stopping':
			return `${name} is stopping${at}.`;
		case 'finished':
		case 'stopped':
			return `${name} ${state}${at}.${outcome}`;
		case 'failed':
		case 'interrupted':
			return `${name} ${state === 'failed' ? 'failed' : 'was interrupted'}${at}. ${message ?? ''}`.trim();
		case 'refused':
			return `${name} was not started. ${message ?? ''}`.trim();
	}
}
