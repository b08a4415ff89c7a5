import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/training/events.ts';
import { activityOf } from '../../../../webview/shared/activity.ts';
import { append, emptyRecord } from '../../../../webview/shared/record.ts';

const start: RunEvent = { type: 'start', run: 'tiny-1', backend: 'cpu', device: '', parameters: 1, steps: 2, time: '', tokens_per_step: 1 };
const step = (number: number): RunEvent => ({ type: 'step', step: number, loss: 1, learning_rate: 1, gradient_norm: 1, tokens_per_second: 1 });
const evaluation = (number: number): RunEvent => ({ type: 'evaluation', step: number, loss: 1, perplexity: 2.7 });
const progress = (activity: 'tokenising' | 'evaluating', done: number): RunEvent => ({ type: 'progress', step: 0, activity, done, total: 200 });

const during = (...events: RunEvent[]) => {
	const record = emptyRecord();
	append(record, events);
	return activityOf(record);
};

describe('what a run does between its steps', () => {
	it('is reading its text, until that is read', () => {
		expect(during(start, progress('tokenising', 0))).toBe('reading text, 0 %');
		expect(during(start, progress('tokenising', 199))).toBe('reading text, 99 %');
		expect(during(start, progress('tokenising', 200))).toBeUndefined();
	});

	it('is an evaluation that takes long, until it is told or a stop leaves it out', () => {
		expect(during(start, step(1), progress('evaluating', 100))).toBe('evaluating, 50 %');
		expect(during(start, step(1), progress('evaluating', 100), evaluation(1))).toBeUndefined();
		expect(during(start, step(1), progress('evaluating', 100), { type: 'end', status: 'stopped', step: 1 })).toBeUndefined();
	});

	it('is the last evaluation after the last step, then what is left', () => {
		expect(during(start, step(1), evaluation(1))).toBeUndefined();
		expect(during(start, step(1), evaluation(1), step(2))).toBe('evaluating');
		expect(during(start, step(1), step(2), evaluation(2))).toBe('finishing');
	});

	it('is nothing before the start, at steps, and at those before a run goes on', () => {
		expect(during()).toBeUndefined();
		expect(during(start, step(1))).toBeUndefined();
		expect(during(start, step(1), step(2), { ...start, resumed_from: 1 })).toBeUndefined();
	});
});
