import { formatWhole } from '../shared/format.ts';
import type { RunRecord } from '../shared/record.ts';
import { byId, make, setText } from './elements.ts';

/** A run that spikes all the time fills no panel: the newest are shown. */
const MOST = 100;

let shown = '';

/** What the run said that does not end it, the newest first. */
export function showWarnings({ warnings }: RunRecord): void {
	byId('warnings').hidden = warnings.length === 0;
	const newest = warnings.slice(-MOST).reverse();
	const key = newest.map(({ step, message }) => `${step} ${message}`).join('\n');
	if (key === shown) return;
	shown = key;
	setText('warnings-count', warnings.length > MOST ? `the newest ${MOST} of ${formatWhole(warnings.length)}` : '');
	byId('warnings-list').replaceChildren(
		...newest.map(({ step, message }) => {
			const item = make('li');
			item.append(make('span', `Step ${formatWhole(step)}`, { class: 'step' }), make('span', message, { class: 'words' }));
			return item;
		}),
	);
}
