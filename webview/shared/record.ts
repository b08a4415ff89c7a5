import type { EndEvent, EvaluationEvent, RankEvent, RunEvent, StartEvent, StepEvent } from '../../src/training/events.ts';

/** What the events of a run add up to; panel and status bar read the same. */
export interface RunRecord {
	start: StartEvent | undefined;
	/** Rows of the loss curve, in order of their steps. A loss that was not finite is null. */
	steps: number[];
	losses: (number | null)[];
	latest: StepEvent | undefined;
	/** Seconds of each recent step, the newest last. */
	pace: number[];
	evaluations: EvaluationEvent[];
	rank: RankEvent | undefined;
	end: EndEvent | undefined;
}

/** Steps whose mean duration foretells the rest. */
const PACE_STEPS = 50;

export const emptyRecord = (): RunRecord => ({
	start: undefined,
	steps: [],
	losses: [],
	latest: undefined,
	pace: [],
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
			record.pace = [];
			if (event.resumed_from !== undefined) forgetAfter(record, event.resumed_from);
			return;
		case 'step':
			if (event.step <= (record.steps.at(-1) ?? 0)) forgetAfter(record, event.step - 1);
			record.steps.push(event.step);
			record.losses.push(Number.isFinite(event.loss) ? event.loss : null);
			record.latest = event;
			notePace(record, event);
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

function notePace({ start, pace }: RunRecord, { tokens_per_second }: StepEvent): void {
	if (start === undefined || !(tokens_per_second > 0)) return;
	pace.push(start.tokens_per_step / tokens_per_second);
	if (pace.length > PACE_STEPS) pace.shift();
}

/** Seconds that the rest takes at the pace of the last steps; undefined before the third step and after the end. */
export function secondsLeft({ start, latest, pace, end }: RunRecord): number | undefined {
	if (start === undefined || latest === undefined || end !== undefined || pace.length < 3) return undefined;
	const mean = pace.reduce((sum, seconds) => sum + seconds, 0) / pace.length;
	return Math.max(0, start.steps - latest.step) * mean;
}

/** The evaluation with the lowest loss, the earliest of equals. */
export const bestEvaluation = ({ evaluations }: RunRecord): EvaluationEvent | undefined =>
	evaluations.reduce<EvaluationEvent | undefined>((best, evaluation) => (best === undefined || evaluation.loss < best.loss ? evaluation : best), undefined);
