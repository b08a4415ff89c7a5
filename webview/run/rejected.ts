import type { StartEvent } from '../../src/training/events.ts';
import { byId, make, setText } from './elements.ts';

let shown: StartEvent | undefined;

/** Backends that were passed over, each with the reason and what to do, behind one line. */
export function showRejected(start: StartEvent | undefined): void {
	if (start === shown) return;
	shown = start;
	const rejected = start?.rejected ?? [];
	byId('rejected').hidden = rejected.length === 0;
	setText('rejected-summary', `Why ${start?.backend}, and not ${rejected.map(({ backend }) => backend).join(' or ')}`);
	byId('rejected-list').replaceChildren(
		...rejected.map(({ backend, reason, remedy }) => {
			const item = make('li');
			item.append(make('span', backend, { class: 'step' }), make('span', `${reason}${remedy === undefined ? '' : ` ${remedy}`}`, { class: 'words' }));
			return item;
		}),
	);
}
