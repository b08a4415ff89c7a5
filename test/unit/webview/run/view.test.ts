import { describe, expect, it } from 'vitest';
import type { RunEvent, StepEvent } from '../../../../src/training/events.ts';
import { curveInWords, stateInWords } from '../../../../webview/run/summary.ts';
import { receive } from '../../../../webview/run/view.ts';
import type { RunHeader } from '../../../../webview/shared/protocol.ts';
import type { RunRecord } from '../../../../webview/shared/record.ts';

const run: RunHeader = {
	id: 'tiny-1',
	name: 'tiny',
	design: 'tiny.headroom.yaml',
	state: 'running',
	restore: { folder: '/runs/tiny-1', design: '/tiny.headroom.yaml', started: 0 },
};
const step = (number: number, loss: number): StepEvent => ({ type: 'step', step: number, loss, learning_rate: 1e-3, gradient_norm: 1, tokens_per_second: 100 });

describe('what the run panel shows', () => {
	it('is nothing before it knows which run', () => {
		expect(receive(undefined, { type: 'events', events: [step(1, 5)] })).toBeUndefined();
	});

	it('is the run from its first event, however often it is sent', () => {
		const events = [step(1, 5), step(2, 4)];
		const first = receive(undefined, { type: 'run', run, events });
		expect(first?.record.losses).toEqual([5, 4]);
		expect(receive(first, { type: 'run', run, events })?.record.losses).toEqual([5, 4]);
	});

	it('grows with events and keeps their order', () => {
		const view = receive(undefined, { type: 'run', run, events: [step(1, 5)] });
		expect(receive(view, { type: 'events', events: [step(2, 4), step(3, 3)] })?.record.steps).toEqual([1, 2, 3]);
	});

	it('drops an old message with the state it belonged to', () => {
		const view = receive(undefined, { type: 'run', run: { ...run, state: 'failed', message: 'The loss became NaN.' }, events: [] });
		expect(receive(view, { type: 'state', state: 'running' })?.run).toEqual({ ...run, state: 'running' });
		expect(receive(view, { type: 'state', state: 'interrupted', message: 'Gone.' })?.run.message).toBe('Gone.');
	});
});

describe('the panel in words', () => {
	const view = receive(undefined, {
		type: 'run',
		run,
		events: [
			step(1, 5.541),
			{ type: 'evaluation', step: 1, loss: 5.6, perplexity: 270 },
			step(2, 2.305),
			{ type: 'evaluation', step: 2, loss: 2.4, perplexity: 11 },
		],
	});

	it('tells where the curve begins, ends and is best', () => {
		expect(curveInWords((view as NonNullable<typeof view>).record)).toBe(
			'Training loss 5.541 at step 1, 2.305 at step 2. Best of 2 validation losses 2.400 at step 2, perplexity 11.00.',
		);
	});

	it('tells what else the best evaluation says, as far as it does', () => {
		const wordsOf = (evaluation: object) =>
			curveInWords(
				receive(undefined, { type: 'run', run, events: [step(1, 5), { type: 'evaluation', step: 1, ...evaluation } as RunEvent] })?.record as RunRecord,
			);
		expect(wordsOf({ loss: 0.7, perplexity: 2.0138, bits_per_byte: 0.2531 })).toMatch(/0\.7000 at step 1, perplexity 2\.014, 0\.2531 bits per byte\.$/);
		expect(wordsOf({ loss: 0.2, perplexity: 1.2214, accuracy: 0.9751 })).toMatch(/perplexity 1\.221, accuracy 97\.5 %\.$/);
		expect(wordsOf({ loss: 0.7 })).toMatch(/0\.7000 at step 1\.$/);
	});

	it('announces an end with its outcome, a failure with its reason', () => {
		const { record } = view as NonNullable<typeof view>;
		expect(stateInWords('tiny', 'finished', record, undefined)).toBe('tiny finished at step 2. Best validation loss 2.400 at step 2.');
		expect(stateInWords('tiny', 'failed', record, 'The loss became NaN.')).toBe('tiny failed at step 2. The loss became NaN.');
		expect(stateInWords('tiny', 'refused', record, 'No data.')).toBe('tiny was not started. No data.');
	});
});
