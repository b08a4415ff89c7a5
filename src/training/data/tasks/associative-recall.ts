import { below, shuffled, type Task } from './task.ts';

const VALUES = 16;

/** A pair, and its query with the answer, take four places. */
const pairsIn = (sequenceLength: number): number => Math.floor(sequenceLength / 4);

/**
 * Pairs of keys and values, then every key once more in another order, each to be answered by its value:
 * `a 1 b 2 c 3 b 2 a 1 c 3` (multi-query associative recall; Arora et al. 2023). Twice as many keys are known as
 * stand in a window.
 */
export const associativeRecall: Task = {
	showsAnswers: true,
	minimum: 8,
	vocabulary: (sequenceLength) => VALUES + 2 * pairsIn(sequenceLength),
	fill(inputs, targets, draw) {
		const pairs = pairsIn(inputs.length);
		const keys = shuffled(2 * pairs, draw).slice(0, pairs);
		const values = keys.map(() => below(VALUES, draw));
		const write = (at: number, pair: number): void => {
			inputs[at] = VALUES + (keys[pair] as number);
			inputs[at + 1] = values[pair] as number;
		};
		for (let pair = 0; pair < pairs; pair++) write(2 * pair, pair);
		for (const [index, pair] of shuffled(pairs, draw).entries()) {
			const at = 2 * (pairs + index);
			write(at, pair);
			targets[at] = values[pair] as number;
		}
	},
};
