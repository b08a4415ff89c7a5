import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/design.ts';
import { SCHEDULES, type Training } from '../../../src/design/sections.ts';
import { learningRate } from '../../../src/training/schedule.ts';

const training = (changes: Partial<Training>): Training => ({
	...readDesign('model: {}', { name: 'a.headroom.yaml' }).training,
	steps: 100,
	warmupSteps: 10,
	learningRate: 1,
	...changes,
});
const rates = (changes: Partial<Training>, ...steps: number[]): number[] => steps.map((step) => learningRate(training(changes), step));

describe.each(SCHEDULES)('%s', (schedule) => {
	it('rises evenly to the full rate at the last warm-up step', () => {
		expect(rates({ schedule }, 1, 5, 10)).toEqual([0.1, 0.5, 1]);
	});

	it('never rises after warm-up, and every step has a rate above zero', () => {
		const all = Array.from({ length: 91 }, (_, index) => learningRate(training({ schedule }), index + 10));
		all.slice(1).forEach((rate, index) => {
			expect(rate).toBeLessThanOrEqual(all[index] as number);
			expect(rate).toBeGreaterThan(0);
		});
	});

	it('needs no warm-up', () => expect(rates({ schedule, warmupSteps: 0 }, 1)[0]).toBeGreaterThan(0.95));

	it('may be all warm-up', () => expect(rates({ schedule, steps: 10, warmupSteps: 20 }, 10)).toEqual([0.5]));
});

it('falls as the schedule says', () => {
	// 45.5 of the 91 steps after warm-up are half the way.
	expect(rates({ schedule: 'linear', steps: 99 }, 55)).toEqual([0.5]);
	expect(rates({ schedule: 'cosine', steps: 99 }, 55)[0]).toBeCloseTo(0.5, 12);
	expect(rates({ schedule: 'cosine', steps: 99 }, 40)[0]).toBeCloseTo((1 + Math.cos(Math.PI / 3)) / 2, 12);
	expect(rates({ schedule: 'inverse_sqrt' }, 40, 90)).toEqual([0.5, 1 / 3]);
	expect(rates({ schedule: 'constant' }, 100)).toEqual([1]);
});
