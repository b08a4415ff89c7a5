import { formatBytes, formatCount } from '../../src/analysis/units.ts';
import type { StartEvent } from '../../src/training/events.ts';
import { activityOf } from '../shared/activity.ts';
import { capitalized, formatDuration, formatLoss, formatMoment, formatPercent, formatWhole } from '../shared/format.ts';
import { isUnderWay } from '../shared/protocol.ts';
import { bestEvaluation, secondsLeft } from '../shared/record.ts';
import { byId, setText } from './elements.ts';
import { states } from './states.ts';
import type { View } from './view.ts';

const stillness = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Name, state, message, progress and the numbers in a row. */
export function showHeader(view: View): void {
	showState(view);
	showProgress(view);
}

function showState({ run, record }: View): void {
	const { label, icon, heading } = states[run.state];
	const underWay = isUnderWay(run.state);
	setText('name', run.name);
	setText('design', run.design);
	setText('started', `started ${formatMoment(new Date(run.restore.started), new Date())}`);
	setText('parameters', record.start ? `${formatCount(record.start.parameters)} parameters` : '');
	setText('device', record.start ? deviceInWords(record.start) : '');
	const activity = run.state === 'running' ? activityOf(record) : undefined;
	setText('state-text', activity === undefined ? label : capitalized(activity));
	byId('state').dataset.state = run.state;
	Object.assign(byId('state-icon'), { name: icon, spin: underWay && !stillness.matches });
	byId('stop').hidden = !underWay;
	Object.assign(byId('stop'), { disabled: run.state === 'stopping' });
	byId('train-again').hidden = underWay;

	const hasMessage = heading !== undefined && run.message !== undefined;
	byId('message').hidden = !hasMessage;
	if (!hasMessage) return;
	byId('message').dataset.state = run.state;
	Object.assign(byId('message-icon'), { name: icon });
	setText('message-title', heading);
	setText('message-text', run.message ?? '');
	byId('message-open-design').hidden = run.state !== 'refused';
}

/** Backend and device, with driver and memory of a GPU. */
function deviceInWords({ backend, device, driver, memory }: StartEvent): string {
	const of = [device, driver, memory === undefined ? undefined : formatBytes(memory)].filter((part) => part !== undefined);
	return `${backend}: ${of.join(', ')}`;
}

function showProgress({ run, record }: View): void {
	const { start, latest } = record;
	const progress = byId('progress');
	const reading = isUnderWay(run.state) && record.progress?.activity === 'tokenising' ? record.progress : undefined;
	progress.hidden = run.state === 'refused' || (!isUnderWay(run.state) && latest === undefined);
	progress.setAttribute('aria-label', reading ? 'Text that is read' : 'Steps');
	Object.assign(
		progress,
		reading ? { value: reading.done, max: reading.total } : { value: latest && start ? latest.step : undefined, max: start?.steps ?? 100 },
	);

	byId('metrics').hidden = run.state === 'refused';
	const best = bestEvaluation(record);
	const left = secondsLeft(record);
	setText('step', latest && start ? `${formatWhole(latest.step)} / ${formatWhole(start.steps)}` : '–');
	setText('loss', formatLoss(latest?.loss));
	setText('best', best ? `${formatLoss(best.loss)} at ${formatWhole(best.step)}` : '–');
	showOptional('perplexity', best?.perplexity, formatLoss);
	showOptional('bits-per-byte', best?.bits_per_byte, formatLoss);
	showOptional('accuracy', best?.accuracy, (accuracy) => formatPercent(accuracy, 1));
	setText('speed', latest ? formatWhole(latest.tokens_per_second) : '–');
	setText('left', isUnderWay(run.state) && left !== undefined ? formatDuration(left) : '–');
}

/** A number of the best evaluation that not every run has. */
function showOptional(id: string, value: number | undefined, format: (value: number) => string): void {
	byId(id).parentElement?.toggleAttribute('hidden', value === undefined);
	setText(id, value === undefined ? '' : format(value));
}
