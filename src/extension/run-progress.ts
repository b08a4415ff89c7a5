import { activityOf } from '../../webview/shared/activity.ts';
import { capitalized, formatDuration, formatLoss, formatWhole } from '../../webview/shared/format.ts';
import { secondsLeft } from '../../webview/shared/record.ts';
import type { Run } from './runs.ts';

/** How far a run under way is, in a few words: `120/300 · loss 2.310 · 1 min 5 s left`, `300/300 · loss 1.850 · evaluating`. */
export function progressOf({ standing, record }: Pick<Run, 'standing' | 'record'>): string {
	const { start, latest } = record;
	if (standing.state === 'stopping') return 'Stopping…';
	const activity = activityOf(record);
	if (start === undefined || latest === undefined) return activity === undefined ? 'Starting…' : capitalized(activity);
	const left = secondsLeft(record);
	return [
		`${formatWhole(latest.step)}/${formatWhole(start.steps)}`,
		`loss ${formatLoss(latest.loss)}`,
		...(activity === undefined ? [] : [activity]),
		...(activity === undefined && left !== undefined ? [`${formatDuration(left)} left`] : []),
	].join(' · ');
}
