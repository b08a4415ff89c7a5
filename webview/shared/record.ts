import type { EndEvent, EvaluationEvent, RankEvent, RunEvent, StartEvent, StepEvent } from '../../src/training/events.ts';

/** What the events of a run add up to; panel and status bar read the same. */
export interface RunRecord {
	start: StartEvent | undefined;
	/** Rows of the loss curve, in order of their steps. A loss that was not finite is null. */
	steps: number[];
	losses: (number | null)[];
	latest: StepEvent | undefined;
	/** The first step since the last start, from which the pace is taken: what came before it was preparation. */
	first: StepEvent | undefined;
	evaluations: EvaluationEvent[];
	rank: RankEvent | undefined;
	end: EndEvent | undefined;
}

export const emptyRecord = (): RunRecord => ({
	start: undefined,
	steps: [],
	losses: [],
	latest: undefined,
	first: undefined,
	evaluations: [],
	rank: undefined,
	end: undefined,
});

/** Adds events in their order. A run that goes on from a checkpoint replaces what came after it. */
export function append(record: RunRecord, events: readonly RunEvent[]): void {
	for (const event of events) add(record, event);
}

function add(record: RunRecord, event: RunEvent): void {
	switch (event.type) {
		case 'start':
			record.start = event;
			record.end = undefined;
			record.first = undefined;
			if (event.resumed_from !== undefined) forgetAfter(record, event.resumed_from);
			return;
		case 'step':
			if (event.step <= (record.steps.at(-1) ?? 0)) forgetAfter(record, event.step - 1);
			record.steps.push(event.step);
			record.losses.push(Number.isFinite(event.loss) ? event.loss : null);
			record.latest = event;
			record.first ??= event;
			return;
		case 'evaluation':
			record.evaluations.push(event);
			return;
		case 'rank':
			record.rank = event;
			return;
		case 'end':
			record.end = event;
			return;
		case 'checkpoint':
			return;
	}
}

function forgetAfter(record: RunRecord, step: number): void {
	while ((record.steps.at(-1) ?? 0) > step) {
		record.steps.pop();
		record.losses.pop();
	}
	record.evaluations = record.evaluations.filter((evaluation) => evaluation.step <= step);
	if ((record.rank?.step ?? 0) > step) record.rank = undefined;
}

/** Seconds that the rest takes at the pace so far, evaluations among it; undefined before the third step and after the end. */
export function secondsLeft({ start, first, latest, end }: RunRecord): number | undefined {
	if (start === undefined || end !== undefined || first?.elapsed === undefined || latest?.elapsed === undefined) return undefined;
	const made = latest.step - first.step;
	return made < 2 ? undefined : (Math.max(0, start.steps - latest.step) * (latest.elapsed - first.elapsed)) / made;
}

/** The evaluation with the lowest loss, the earliest of equals. */
export const bestEvaluation = ({ evaluations }: RunRecord): EvaluationEvent | undefined =>
	evaluations.reduce<EvaluationEvent | undefined>((best, evaluation) => (best === undefined || evaluation.loss < best.loss ? evaluation : best), undefined);
