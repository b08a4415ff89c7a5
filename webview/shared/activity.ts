import type { RunRecord } from './record.ts';

/** What a run under way does between its steps, in words: `reading text, 40 %`. Undefined while it makes steps, or where it has not begun. */
export function activityOf({ start, latest, progress, evaluations }: RunRecord): string | undefined {
	if (progress !== undefined)
		return `${progress.activity === 'tokenising' ? 'reading text' : 'evaluating'}, ${Math.floor((100 * progress.done) / progress.total)} %`;
	if (start === undefined || latest === undefined || latest.step < start.steps) return undefined;
	return evaluations.at(-1)?.step === latest.step ? 'finishing' : 'evaluating';
}
