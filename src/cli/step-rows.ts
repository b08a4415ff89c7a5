import type { RunEvent } from '../training/events.ts';

/** Columns of an exported run, in order. */
const COLUMNS = ['step', 'loss', 'learning_rate', 'gradient_norm', 'tokens_per_second', 'evaluation_loss', 'perplexity', 'bits_per_byte', 'accuracy'] as const;

type StepRow = Partial<Record<(typeof COLUMNS)[number], number>>;

/** A row for every step of a run, with the evaluation that followed it. */
export function stepRows(events: readonly RunEvent[]): StepRow[] {
	const rows = new Map<number, StepRow>();
	for (const event of events) {
		if (event.type === 'step') {
			const { step, loss, learning_rate, gradient_norm, tokens_per_second } = event;
			rows.set(step, { step, loss, learning_rate, gradient_norm, tokens_per_second });
		}
		const row = event.type === 'evaluation' ? rows.get(event.step) : undefined;
		if (event.type !== 'evaluation' || row === undefined) continue;
		const { loss, type: _, step: __, sample: ___, ...others } = event;
		rows.set(event.step, { ...row, evaluation_loss: loss, ...others });
	}
	return [...rows.values()];
}

/** Rows as comma-separated values with a header; a value that is not there is empty. */
export const toCsv = (rows: readonly StepRow[]): string => [COLUMNS.join(), ...rows.map((row) => COLUMNS.map((column) => row[column] ?? '').join())].join('\n');
