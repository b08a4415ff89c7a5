import type {
	DeviceEvent,
	EndEvent,
	EvaluationEvent,
	ProgressEvent,
	RankEvent,
	RunEvent,
	StartEvent,
	StepEvent,
	WarningEvent,
} from '../../src/training/events.ts';

/** So many readings of the device are kept: three minutes. */
const MOST_READINGS = 60;

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
	/** How far the text is read, or an evaluation is, while that goes on. */
	progress: ProgressEvent | undefined;
	warnings: WarningEvent[];
	/** The newest readings since the last start, in their order. */
	devices: DeviceEvent[];
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
	progress: undefined,
	warnings: [],
	devices: [],
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
			record.progress = undefined;
			record.devices = [];
			if (event.resumed_from !== undefined) forgetAfter(record, event.resumed_from);
			return;
		case 'step':
			if (event.step <= (record.steps.at(-1) ?? 0)) forgetAfter(record, event.step - 1);
			record.steps.push(event.step);
			record.losses.push(Number.isFinite(event.loss) ? event.loss : null);
			record.latest = event;
			record.first ??= event;
			record.progress = undefined;
			return;
		case 'evaluation':
			record.evaluations.push(event);
			record.progress = undefined;
			return;
		case 'rank':
			record.rank = event;
			return;
		case 'progress':
			record.progress = event.done < event.total ? event : undefined;
			return;
		case 'warning':
			// A run that goes on may say again what its text made it say before.
			if (!record.warnings.some(({ step, message }) => step === event.step && message === event.message)) record.warnings.push(event);
			return;
		case 'device':
			record.devices.push(event);
			if (record.devices.length > MOST_READINGS) record.devices.shift();
			return;
		case 'end':
			record.end = event;
			record.progress = undefined;
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
	record.warnings = record.warnings.filter((warning) => warning.step <= step);
	if ((record.rank?.step ?? 0) > step) record.rank = undefined;
	if ((record.latest?.step ?? 0) > step) record.latest = undefined;
}

/** Seconds that the rest takes at the pace so far, evaluations among it; undefined before the third step and after the last. */
export function secondsLeft({ start, first, latest, end }: RunRecord): number | undefined {
	if (start === undefined || end !== undefined || first?.elapsed === undefined || latest?.elapsed === undefined) return undefined;
	const made = latest.step - first.step;
	return made < 2 || latest.step >= start.steps ? undefined : ((start.steps - latest.step) * (latest.elapsed - first.elapsed)) / made;
}

/** The evaluation with the lowest loss, the earliest of equals. */
export const bestEvaluation = ({ evaluations }: RunRecord): EvaluationEvent | undefined =>
	evaluations.reduce<EvaluationEvent | undefined>((best, evaluation) => (best === undefined || evaluation.loss < best.loss ? evaluation : best), undefined);
