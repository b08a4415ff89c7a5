import type { RankEvent } from '../../src/training/events.ts';
import { formatWhole } from '../shared/format.ts';
import { byId, make, setText } from './elements.ts';

let shown: RankEvent | undefined;

/** Effective rank of each head as a table: a row a layer, a column a head, the share of the bound as a bar. */
export function showRank(rank: RankEvent | undefined): void {
	byId('rank').hidden = rank === undefined;
	if (rank === shown || rank === undefined) return;
	shown = rank;
	const bounds = new Set(rank.layers.flatMap(({ heads }) => heads.map(({ bound }) => bound)));
	setText('rank-step', `effective rank of the scores at step ${formatWhole(rank.step)}${bounds.size === 1 ? `, at most ${[...bounds][0]}` : ''}`);
	const heads = Math.max(...rank.layers.map((layer) => layer.heads.length));
	byId('heads').replaceChildren(head(heads), body(rank, bounds.size > 1));
}

function head(heads: number): HTMLElement {
	const row = make('tr');
	row.append(make('th', 'Layer', { scope: 'col' }), ...Array.from({ length: heads }, (_, index) => make('th', `Head ${index}`, { scope: 'col' })));
	const section = make('thead');
	section.append(row);
	return section;
}

function body({ layers }: RankEvent, writeBound: boolean): HTMLElement {
	const section = make('tbody');
	layers.forEach(({ heads }, layer) => {
		const row = make('tr');
		row.append(make('th', String(layer), { scope: 'row' }));
		heads.forEach(({ effective_rank, bound }, index) => {
			const share = bound > 0 ? Math.min(1, effective_rank / bound) : 0;
			const cell = make('td', effective_rank.toFixed(1), {
				title: `Layer ${layer}, head ${index}: effective rank ${effective_rank.toFixed(2)} of at most ${bound} (${Math.round(share * 100)} %)`,
			});
			if (writeBound) cell.append(make('small', ` of ${bound}`));
			cell.style.setProperty('--share', String(share));
			row.append(cell);
		});
		section.append(row);
	});
	return section;
}
