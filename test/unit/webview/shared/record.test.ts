import { describe, expect, it } from 'vitest';
import type { RunEvent, StartEvent, StepEvent } from '../../../../src/training/events.ts';
import { append, bestEvaluation, emptyRecord, secondsLeft } from '../../../../webview/shared/record.ts';

const start: StartEvent = {
	type: 'start',
	run: 'tiny-1',
	backend: 'cpu',
	device: 'two threads',
	parameters: 1000,
	steps: 10,
	time: '2026-01-01T00:00:00Z',
	tokens_per_step: 200,
};
const step = (number: number, loss = 1, elapsed = number * 2): StepEvent => ({
	type: 'step',
	step: number,
	loss,
	learning_rate: 1e-3,
	gradient_norm: 1,
	tokens_per_second: 100,
	elapsed,
});
const evaluation = (number: number, loss: number): RunEvent => ({ type: 'evaluation', step: number, loss, perplexity: Math.exp(loss) });
const warning = (number: number, message: string): RunEvent => ({ type: 'warning', step: number, message });
const device = (number: number): RunEvent => ({
	type: 'device',
	step: number,
	elapsed: number,
	process: { cpu: 0.5, cores: 2, memory: 1, memory_peak: 1, memory_total: 2 },
});
const recordOf = (events: RunEvent[]) => {
	const record = emptyRecord();
	append(record, events);
	return record;
};

describe('what events add up to', () => {
	it('is the same in one batch or in many', () => {
		const events = [start, step(1), evaluation(1, 3), step(2)];
		const record = emptyRecord();
		for (const event of events) append(record, [event]);
		expect(record).toEqual(recordOf(events));
	});

	it('has a gap where a loss was not finite', () => {
		expect(recordOf([start, step(1), step(2, Number.NaN)]).losses).toEqual([1, null]);
	});

	it('replaces what came after the checkpoint that a run goes on from', () => {
		const record = recordOf([
			start,
			step(1, 5),
			step(2, 4),
			evaluation(2, 4),
			step(3, 3),
			evaluation(3, 3),
			{ type: 'rank', step: 3, layers: [] },
			{ type: 'end', status: 'stopped', step: 3 },
			{ ...start, resumed_from: 2 },
			step(3, 2.9),
		]);
		expect(record.steps).toEqual([1, 2, 3]);
		expect(record.losses).toEqual([5, 4, 2.9]);
		expect(record.evaluations.map(({ step: at }) => at)).toEqual([2]);
		expect(record.rank).toBeUndefined();
		expect(record.end).toBeUndefined();
	});

	it('forgets the last step too where a run goes on from before it', () => {
		expect(recordOf([start, step(1), step(2), step(3), { ...start, resumed_from: 1 }]).latest).toBeUndefined();
		expect(recordOf([start, step(1), step(2), step(3), { ...start, resumed_from: 3 }]).latest?.step).toBe(3);
	});

	it('has the warnings that stand, each once', () => {
		const slow = warning(0, 'Evaluations are slow.');
		const events = [start, slow, step(1), warning(1, 'A spike.'), step(2), warning(2, 'Another.'), { ...start, resumed_from: 1 }, slow, step(2)];
		expect(recordOf(events).warnings.map(({ step: at, message }) => [at, message])).toEqual([
			[0, 'Evaluations are slow.'],
			[1, 'A spike.'],
		]);
	});

	it('has the newest readings of the device, of the process that trains now', () => {
		const readings = Array.from({ length: 200 }, (_, index) => device(index));
		const record = recordOf([start, ...readings]);
		expect(record.devices).toEqual(readings.slice(-60));
		append(record, [{ ...start, resumed_from: 0 }]);
		expect(record.devices).toEqual([]);
	});

	it('knows the best evaluation, the earliest of equals', () => {
		expect(bestEvaluation(recordOf([evaluation(1, 3), evaluation(2, 2), evaluation(3, 2)]))?.step).toBe(2);
		expect(bestEvaluation(emptyRecord())).toBeUndefined();
	});
});

describe('time left', () => {
	it('is the rest of the steps at the pace so far', () => {
		expect(secondsLeft(recordOf([start, step(1), step(2), step(3), step(4)]))).toBeCloseTo(6 * 2, 9);
	});

	it('leaves out what came before the first step, and counts what came between steps', () => {
		expect(secondsLeft(recordOf([start, step(1, 1, 30), step(2, 1, 32), step(3, 1, 34), evaluation(3, 1), step(4, 1, 42)]))).toBeCloseTo(6 * 4, 9);
	});

	it('goes by the steps since the run went on from a checkpoint', () => {
		const resumed = [start, step(1, 1, 100), step(2, 1, 200), { ...start, resumed_from: 2 }, step(3, 1, 5), step(4, 1, 6), step(5, 1, 7)];
		expect(secondsLeft(recordOf(resumed))).toBeCloseTo(5, 9);
	});

	it('is not guessed from one or two steps, and not told after the last step or the end', () => {
		expect(secondsLeft(recordOf([start, ...Array.from({ length: 10 }, (_, index) => step(index + 1))]))).toBeUndefined();
		expect(secondsLeft(recordOf([start, step(1), step(2)]))).toBeUndefined();
		expect(secondsLeft(recordOf([start, step(1), step(2), step(3), { type: 'end', status: 'stopped', step: 3 }]))).toBeUndefined();
	});
});
