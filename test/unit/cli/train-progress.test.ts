import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { progressReporter } from '../../../src/cli/progress.ts';
import type { RunEvent } from '../../../src/training/events.ts';

const START: RunEvent = {
	type: 'start',
	run: 'tiny',
	backend: 'cpu',
	device: 'a processor, 2 threads',
	parameters: 434816,
	steps: 100,
	time: '2026-11-24T21:15:00.000Z',
	tokens_per_step: 2048,
};
const step = (number: number): RunEvent => ({
	type: 'step',
	step: number,
	loss: 5 - number / 50,
	learning_rate: 1e-3,
	gradient_norm: 1,
	tokens_per_second: 34567,
});
const device: RunEvent = {
	type: 'device',
	step: 0,
	elapsed: 1,
	process: { cpu: 0.9, cores: 2, memory: 2 ** 30, memory_peak: 1.5 * 2 ** 30, memory_total: 2 ** 33 },
};

/** Plays events, `pause` milliseconds apart, and gives what was written. */
function play(events: readonly RunEvent[], { isLive = false, pause = 100, width = 200 } = {}): string {
	const written: string[] = [];
	let time = 0;
	const screen = { isLive, width, write: (part: string) => void written.push(part), now: () => time };
	const reporter = progressReporter({ run: 'tiny', folder: join(process.cwd(), 'runs/tiny') }, screen);
	for (const event of events) {
		reporter.event(event);
		time += pause;
	}
	return written.join('');
}

const steps = Array.from({ length: 100 }, (_, index) => step(index + 1));

describe('without a terminal', () => {
	it('writes a plain line every few seconds', () => {
		const lines = play([START, ...steps]).split('\n');
		expect(lines).toEqual([
			'Training tiny: 435K parameters, 100 steps, on a processor, 2 threads (cpu).',
			'step 50/100  loss 4.000  34.6K tokens/s, 5 s left',
			'step 100/100  loss 3.000  34.6K tokens/s, 0 s left',
			'',
		]);
	});

	it('writes nothing of the device on the way', () => {
		for (const isLive of [false, true]) expect(play([START, ...steps, device], { isLive })).toBe(play([START, ...steps], { isLive }));
	});

	it('writes no control characters', () => {
		const written = play([START, ...steps, { type: 'end', status: 'finished', step: 100, loss: 3 }]);
		expect([...written].filter((character) => character < ' ' && character !== '\n')).toEqual([]);
	});
});

describe('a long text', () => {
	const progress = (done: number): RunEvent => ({ type: 'progress', step: 0, activity: 'tokenising', done, total: 100 * 2 ** 20 });

	it('is told as it is read, with the time left, and at its end where it is kept', () => {
		const events = Array.from({ length: 11 }, (_, index) => progress(index * 10 * 2 ** 20));
		expect(
			play([START, ...events], { pause: 1000 })
				.split('\n')
				.slice(1),
		).toEqual([
			'reading text  40 MiB of 100 MiB, 6 s left',
			'reading text  90 MiB of 100 MiB, 1 s left',
			'read 100 MiB of text in 10 s; its tokens are kept in .headroom/cache, which may be deleted',
			'',
		]);
	});
});

describe('an evaluation', () => {
	it('that takes long is told with the time left', () => {
		const progress = (done: number): RunEvent => ({ type: 'progress', step: 50, activity: 'evaluating', done: done * 1000, total: 100_000 });
		const lines = play([START, step(50), ...[10, 20, 30, 40, 50, 60].map(progress)], { pause: 1000 }).split('\n');
		expect(lines.slice(1)).toEqual(['step 50  evaluating  40K of 100K tokens, 6 s left', '']);
	});

	it('says bits per byte and accuracy where they are known', () => {
		const lines = play([
			START,
			{ type: 'evaluation', step: 50, loss: 0.7, perplexity: 2.01, bits_per_byte: 0.253 },
			{ type: 'evaluation', step: 100, loss: 0.2, perplexity: 1.22, accuracy: 0.975 },
			{ type: 'warning', step: 100, message: 'Mind this.' },
		]).split('\n');
		expect(lines.slice(1)).toEqual([
			'step 50  validation loss 0.700, perplexity 2.0, 0.253 bits per byte',
			'step 100  validation loss 0.200, perplexity 1.2, accuracy 97.5 %',
			'step 100  Mind this.',
			'',
		]);
	});
});

describe('on a terminal', () => {
	it('changes one line, which fits', () => {
		const written = play([START, ...steps], { isLive: true, width: 60 });
		const live = written.split('\r\x1b[K').slice(2);
		expect(live).toHaveLength(100);
		expect(live.at(-1)).toMatch(/^█{20} {2}step 100\/100 {2}loss 3\.000/);
		expect(live[24]).toMatch(/^█{5}░{15} /);
		for (const line of live) expect(line.length).toBeLessThan(60);
	});

	it('leaves evaluations standing above it', () => {
		const written = play([START, step(1), { type: 'evaluation', step: 1, loss: 5, perplexity: Math.exp(5) }, step(2)], { isLive: true });
		expect(written).toContain('\r\x1b[Kstep 1  validation loss 5.000, perplexity 148.4\n');
	});
});

describe('at the end', () => {
	it('sums up in a small table', () => {
		const evaluation: RunEvent = { type: 'evaluation', step: 100, loss: 3.1, perplexity: Math.exp(3.1) };
		const rank: RunEvent = { type: 'rank', step: 100, layers: [{ heads: [{ effective_rank: 7.5, bound: 16 }] }] };
		const table = play([START, device, ...steps, evaluation, rank, { type: 'end', status: 'finished', step: 100, loss: 3 }], { pause: 1 })
			.split('\n\n')[1]
			?.split('\n')
			.map((line) => line.trim());
		expect(table).toEqual([
			`run         ${join('runs', 'tiny')}`,
			'status      finished at step 100 of 100',
			expect.stringMatching(/^loss {8}3\.000 {2}█.{38}▁$/),
			'validation  3.100, perplexity 22.2, at step 100',
			'heads       effective rank 7.5 of at most 16, at step 100',
			'speed       34.6K tokens/s',
			'memory      1.5 GiB at most',
			'',
		]);
	});

	it('says how to go on with a stopped run, and why one failed', () => {
		expect(play([START, step(1), { type: 'end', status: 'stopped', step: 1 }])).toContain(`headroom train --resume ${join('runs', 'tiny')}`);
		expect(play([START, { type: 'end', status: 'failed', step: 1, message: 'The loss became NaN.' }])).toContain('The loss became NaN.\n');
	});
});
