import { below, shuffled, type Task } from './task.ts';

/** What may stand at a place; the answers. */
const VALUES = 4;

const labelsIn = (sequenceLength: number): number => Math.floor(sequenceLength / 2);

/**
 * The first half holds every label once, in random order, each with a value of its own in the same token; the second
 * half asks for every label once, in another order, and is to be answered by its value. Each place must attend to one
 * place and no other, so the scores of the second half over the first must be sharp along any permutation: as many
 * directions as labels keep them so at moderate scores, fewer must make up for it by size (Bhojanapalli et al. 2020, Theorem 1).
 */
export const permutation: Task = {
	showsAnswers: false,
	minimum: 4,
	vocabulary: (sequenceLength) => (VALUES + 1) * labelsIn(sequenceLength),
	fill(inputs, targets, draw) {
		const labels = labelsIn(inputs.length);
		const values = Array.from({ length: labels }, () => below(VALUES, draw));
		for (const [place, label] of shuffled(labels, draw).entries()) inputs[place] = label * VALUES + (values[label] as number);
		for (const [index, label] of shuffled(labels, draw).entries()) {
			inputs[labels + index] = labels * VALUES + label;
			targets[labels + index] = label * VALUES + (values[label] as number);
		}
	},
};
