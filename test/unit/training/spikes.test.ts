import { describe, expect, it } from 'vitest';
import { watchForSpikes } from '../../../src/training/spikes.ts';

/** Steps at which a spike is told. */
function told(losses: readonly number[]): number[] {
	const spikeAt = watchForSpikes();
	return losses.flatMap((loss, index) => (spikeAt({ step: index + 1, loss, learning_rate: 1e-3 }) === undefined ? [] : [index + 1]));
}
/** A falling loss with noise, that repeats. */
const usual = Array.from({ length: 60 }, (_, index) => 4 - index / 30 + 0.1 * Math.sin(index * 2.3));

describe('a spike', () => {
	it('is told once, at its third step, with what was usual', () => {
		expect(told([...usual, 6, 7, 8, 9, 10])).toEqual([63]);
		const spikeAt = watchForSpikes();
		for (const [index, loss] of usual.entries()) spikeAt({ step: index + 1, loss, learning_rate: 1e-3 });
		const [, , message] = [6, 7, 8].map((loss, index) => spikeAt({ step: 61 + index, loss, learning_rate: 1e-3 }));
		expect(message).toMatch(
			/far above its usual 2\.\d+ for 3 steps: 6\.000, 7\.000, 8\.000 up to step 63\. .* lower training\.learning_rate \(0\.0010 at this step\)/,
		);
	});

	it('is told again once the loss was back', () => {
		expect(told([...usual, 6, 7, 8, ...usual.slice(-5), 6, 7, 8])).toEqual([63, 71]);
	});
});

describe('no spike', () => {
	it.each([
		['is a falling loss', usual],
		['is one hard batch, or two', [...usual, 9, 2, 9, 9, 2]],
		['is seen before there is something usual', [2, 2, 2, 9, 9, 9, 9]],
		['is a loss that keeps as it is', Array.from({ length: 60 }, () => 2)],
		['is a slow rise', Array.from({ length: 400 }, (_, index) => 2 + index / 200)],
	])('%s', (_what, losses) => expect(told(losses)).toEqual([]));
});
