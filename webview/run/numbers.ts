import { formatLoss, formatPercent, formatWhole } from '../shared/format.ts';
import type { RunRecord } from '../shared/record.ts';
import { byId, make, setText } from './elements.ts';
import { curveInWords } from './summary.ts';

let shown = '';

/** The chart in words and numbers: a sentence, and a row for each evaluation, the newest first. */
export function showNumbers(record: RunRecord): void {
	byId('numbers').hidden = record.steps.length === 0;
	setText('curve-in-words', curveInWords(record));
	const { evaluations, steps, losses } = record;
	const key = evaluations.map(({ step, loss }) => `${step} ${loss}`).join();
	if (key === shown) return;
	shown = key;
	const hasBits = evaluations.some(({ bits_per_byte }) => bits_per_byte !== undefined);
	const hasAccuracy = evaluations.some(({ accuracy }) => accuracy !== undefined);
	byId('bits-column').hidden = !hasBits;
	byId('accuracy-column').hidden = !hasAccuracy;
	const rows = evaluations.map(({ step, loss, perplexity, bits_per_byte, accuracy }) => {
		const row = make('tr');
		const training = losses[steps.lastIndexOf(step)];
		row.append(
			make('th', formatWhole(step), { scope: 'row' }),
			make('td', formatLoss(training)),
			make('td', formatLoss(loss)),
			make('td', formatLoss(perplexity)),
			...(hasBits ? [make('td', formatLoss(bits_per_byte))] : []),
			...(hasAccuracy ? [make('td', accuracy === undefined ? '–' : formatPercent(accuracy, 1))] : []),
		);
		return row;
	});
	byId('evaluations').replaceChildren(...rows.reverse());
}
