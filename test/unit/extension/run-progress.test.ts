import { expect, it } from 'vitest';
import { progressOf } from '../../../src/extension/run-progress.ts';
import type { RunEvent } from '../../../src/training/events.ts';
import { append, emptyRecord } from '../../../webview/shared/record.ts';

const start: RunEvent = { type: 'start', run: 'tiny-1', backend: 'cpu', device: '', parameters: 1, steps: 300, time: '', tokens_per_step: 1 };
const step = (number: number): RunEvent => ({
	type: 'step',
	step: number,
	loss: 2.31,
	learning_rate: 1,
	gradient_norm: 1,
	tokens_per_second: 1,
	elapsed: number / 2,
});

const after = (...events: RunEvent[]) => {
	const record = emptyRecord();
	append(record, events);
	return record;
};

it('says where a run is, what it has learned and how long it takes yet', () => {
	expect(progressOf({ standing: { state: 'running' }, record: after(start, ...Array.from({ length: 120 }, (_, index) => step(index + 1))) })).toBe(
		'120/300 · loss 2.310 · 1 min 30 s left',
	);
});

it('says what a run does between its steps in place of the time left', () => {
	const progress = (activity: 'tokenising' | 'evaluating'): RunEvent => ({ type: 'progress', step: 0, activity, done: 2, total: 5 });
	const steps = Array.from({ length: 300 }, (_, index) => step(index + 1));
	const standing = { state: 'running' } as const;
	expect(progressOf({ standing, record: after(start, progress('tokenising')) })).toBe('Reading text, 40 %');
	expect(progressOf({ standing, record: after(start, ...steps.slice(0, 50), progress('evaluating')) })).toBe('50/300 · loss 2.310 · evaluating, 40 %');
	expect(progressOf({ standing, record: after(start, ...steps) })).toBe('300/300 · loss 2.310 · evaluating');
});

it('names a state that has no numbers yet, or none any more', () => {
	expect(progressOf({ standing: { state: 'starting' }, record: after() })).toBe('Starting…');
	expect(progressOf({ standing: { state: 'running' }, record: after(start) })).toBe('Starting…');
	expect(progressOf({ standing: { state: 'stopping' }, record: after(start, step(1)) })).toBe('Stopping…');
});
