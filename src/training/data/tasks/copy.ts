import { below, type Task } from './task.ts';

const SYMBOLS = 32;
const MARK = SYMBOLS;

/** Symbols, a mark, and the symbols once more, which are to be told: `a b c | a b c`. */
export const copy: Task = {
	showsAnswers: true,
	minimum: 2,
	vocabulary: () => SYMBOLS + 1,
	fill(inputs, targets, draw) {
		const count = Math.floor(inputs.length / 2);
		const symbols = Array.from({ length: count }, () => below(SYMBOLS, draw));
		inputs.set(symbols);
		inputs[count] = MARK;
		// The last symbol is a target only; where a place is left over, it stands there.
		inputs.set(symbols.slice(0, inputs.length - count - 1), count + 1);
		targets.set(symbols, count);
	},
};
