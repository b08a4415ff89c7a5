import type { EvaluationEvent } from '../../src/training/events.ts';
import { formatWhole } from '../shared/format.ts';
import type { RunRecord } from '../shared/record.ts';
import { byId, make, setText } from './elements.ts';
import { visibleText } from './visible-text.ts';

type Select = HTMLElement & { value: string };

const withSample = ({ evaluations }: RunRecord): EvaluationEvent[] => evaluations.filter(({ sample }) => sample !== undefined);

/** Value of the option that follows the run. */
const LATEST = 'latest';

/** The text that the model wrote at the chosen evaluation; the newest until another is chosen. */
export function showSample(record: RunRecord): void {
	const evaluations = withSample(record);
	const latest = evaluations.at(-1);
	byId('text').hidden = latest === undefined;
	if (latest === undefined) return;
	offer(evaluations, latest);
	const chosen = byId<Select>('text-step').value;
	const { sample } = (chosen === LATEST ? undefined : evaluations.find(({ step }) => String(step) === chosen)) ?? latest;
	setText('sample-prompt', visibleText(sample?.prompt ?? ''));
	setText('sample-text', visibleText(sample?.text ?? ''));
}

/** Calls back when another evaluation is chosen. */
export function onSampleChosen(chosen: () => void): void {
	byId('text-step').addEventListener('change', chosen);
}

let offered = '';

function offer(evaluations: readonly EvaluationEvent[], latest: EvaluationEvent): void {
	const steps = evaluations.map(({ step }) => step).join();
	if (steps === offered) return;
	offered = steps;
	const select = byId<Select>('text-step');
	const chosen = select.value || LATEST;
	const earlier = evaluations.slice(0, -1).reverse();
	const options = [
		make('vscode-option', `Step ${formatWhole(latest.step)} (latest)`, { value: LATEST }),
		...earlier.map(({ step }) => make('vscode-option', `Step ${formatWhole(step)}`, { value: String(step) })),
	];
	const selected = options.find((option) => option.getAttribute('value') === chosen) ?? options[0];
	selected?.setAttribute('selected', '');
	select.replaceChildren(...options);
}
