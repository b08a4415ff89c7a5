/** A synthetic task: windows that are drawn, not read, and whose answers follow from what stands before them. */
export interface Task {
	/** True where the answers stand in the inputs, after the places that ask for them: a model that looks both ways would read them. */
	showsAnswers: boolean;
	/** Fewest inputs of a window that make sense. */
	minimum: number;
	/** What the model's vocabulary must hold at least for windows of this length. */
	vocabulary(sequenceLength: number): number;
	/**
	 * Fills a window of inputs, and the targets of those places whose answer can be known; the others are −1 already.
	 * `draw` gives numbers in [0, 1).
	 */
	fill(inputs: Int32Array, targets: Int32Array, draw: () => number): void;
}

/** A whole number below `count`. */
export const below = (count: number, draw: () => number): number => Math.floor(draw() * count);

/** The numbers below `count` in random order (Fisher & Yates). */
export function shuffled(count: number, draw: () => number): number[] {
	const order = Array.from({ length: count }, (_, index) => index);
	for (let last = count - 1; last > 0; last--) {
		const other = below(last + 1, draw);
		[order[last], order[other]] = [order[other] as number, order[last] as number];
	}
	return order;
}
