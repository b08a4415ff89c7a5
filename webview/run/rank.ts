import type { RankEvent } from '../../src/training/events.ts';
import { formatWhole } from '../shared/format.ts';
import { byId, make, setText } from './elements.ts';
import { captionOf, headInWords, MEASURES, type Measure, measuresIn, shareOf } from './measures.ts';

type Select = HTMLElement & { value: string };

let shown: RankEvent | undefined;

/** What is measured of each head as a table: a row a layer, a column a head, and a choice of the measure. */
export function showRank(rank: RankEvent | undefined): void {
	byId('rank').hidden = rank === undefined;
	if (rank === shown || rank === undefined) return;
	shown = rank;
	offer(measuresIn(rank));
	showMeasure();
}

byId('rank-measure').addEventListener('change', showMeasure);

function showMeasure(): void {
	if (shown === undefined) return;
	const measures = measuresIn(shown);
	const measure = measures.find(({ key }) => key === byId<Select>('rank-measure').value) ?? (MEASURES[0] as Measure);
	setText('rank-step', captionOf(measure, shown, formatWhole(shown.step)));
	byId('rank-table').setAttribute('aria-label', `${measure.name} by layer and head`);
	const heads = Math.max(...shown.layers.map((layer) => layer.heads.length));
	byId('heads').replaceChildren(head(heads), body(shown, measure));
}

let offered = '';

function offer(measures: readonly Measure[]): void {
	const keys = measures.map(({ key }) => key).join();
	if (keys === offered) return;
	offered = keys;
	const select = byId<Select>('rank-measure');
	const chosen = measures.some(({ key }) => key === select.value) ? select.value : measures[0]?.key;
	select.hidden = measures.length < 2;
	select.replaceChildren(...measures.map(({ key, name }) => make('vscode-option', name, { value: key, ...(key === chosen && { selected: '' }) })));
}

function head(heads: number): HTMLElement {
	const row = make('tr');
	row.append(make('th', 'Layer', { scope: 'col' }), ...Array.from({ length: heads }, (_, index) => make('th', `Head ${index}`, { scope: 'col' })));
	const section = make('thead');
	section.append(row);
	return section;
}

function body(rank: RankEvent, measure: Measure): HTMLElement {
	const section = make('tbody');
	const writesBound = measure.isRank && new Set(rank.layers.flatMap(({ heads }) => heads.map(({ bound }) => bound))).size > 1;
	rank.layers.forEach(({ heads }, layer) => {
		const row = make('tr');
		row.append(make('th', String(layer), { scope: 'row' }));
		heads.forEach((head, index) => {
			const cell = make('td', (head[measure.key] ?? 0).toFixed(measure.decimals), { title: headInWords(layer, index, head) });
			if (writesBound) cell.append(make('small', ` of ${head.bound}`));
			cell.style.setProperty('--share', String(shareOf(measure, head, rank)));
			row.append(cell);
		});
		section.append(row);
	});
	return section;
}
