import { normalNumbers } from '../../../engine/random.ts';
import { shuffled, type Task } from './task.ts';

/** Dimensions of the space in which symbols lie; the similarity of all symbols has that rank. */
const DIMENSIONS = 32;

/** Half of the symbols stand in the window, the others ask. */
const halfOf = (sequenceLength: number): number => Math.floor(sequenceLength / 2);

/** Places of the symbols, the same in every run: unit vectors in random directions. */
const spaces = new Map<number, Float32Array[]>();
function placesOf(symbols: number): Float32Array[] {
	const known = spaces.get(symbols);
	if (known) return known;
	const places = Array.from({ length: symbols }, (_, symbol) => {
		const place = new Float32Array(DIMENSIONS);
		normalNumbers(place, 1, `nearest neighbour ${symbol}`);
		const norm = Math.hypot(...place);
		return place.map((value) => value / norm);
	});
	spaces.set(symbols, places);
	return places;
}

const product = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);

/**
 * Every symbol has a place in a space that the model is not told. First comes half of all symbols, then each symbol of
 * the other half, to be answered by the one of the first half that lies nearest (after Amsel, Yehudai & Bruna 2024).
 */
export const nearestNeighbour: Task = {
	showsAnswers: false,
	minimum: 4,
	vocabulary: (sequenceLength) => 2 * halfOf(sequenceLength),
	fill(inputs, targets, draw) {
		const half = halfOf(inputs.length);
		const places = placesOf(2 * half);
		const symbols = shuffled(2 * half, draw);
		const present = symbols.slice(0, half);
		inputs.set(symbols);
		for (const [index, symbol] of symbols.slice(half).entries()) {
			const near = present.map((other) => product(places[symbol] as Float32Array, places[other] as Float32Array));
			targets[half + index] = present[near.indexOf(Math.max(...near))] as number;
		}
	},
};
