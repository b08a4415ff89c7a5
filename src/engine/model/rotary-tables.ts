import type { RotaryScaling, Rotation } from '../../design/architecture.ts';
import { constant } from '../builders.ts';
import type { Graph, Value } from '../graph.ts';

/** Cosines and sines of position · frequency, `[positions, dimensions / 2]`. */
export function rotaryTables(graph: Graph, rotation: Rotation, positions: number): { cos: Value; sin: Value } {
	const turns = frequencies(rotation);
	const table = (turn: (angle: number) => number) =>
		constant(
			graph,
			Float32Array.from({ length: positions * turns.length }, (_, index) => turn(Math.floor(index / turns.length) * (turns[index % turns.length] ?? 0))),
			[positions, turns.length],
		);
	return { cos: table(Math.cos), sin: table(Math.sin) };
}

/** How far each pair turns from one position to the next: base^(−2i/dimensions), slowed down as `scaling` says. */
export function frequencies({ base, dimensions, scaling }: Rotation): number[] {
	return Array.from({ length: dimensions / 2 }, (_, pair) => scaled(base ** ((-2 * pair) / dimensions), scaling));
}

function scaled(frequency: number, scaling: RotaryScaling | undefined): number {
	switch (scaling?.kind) {
		case undefined:
			return frequency;
		case 'linear':
			return frequency / scaling.factor;
		case 'llama3': {
			// As in transformers' modeling_rope_utils: by how often a pair turns round in the original context.
			const { factor, lowFrequency, highFrequency, original } = scaling;
			const rounds = (original * frequency) / (2 * Math.PI);
			if (rounds < lowFrequency) return frequency / factor;
			if (rounds > highFrequency) return frequency;
			const share = (rounds - lowFrequency) / (highFrequency - lowFrequency);
			return (1 - share) * (frequency / factor) + share * frequency;
		}
		case 'other':
			throw new Error(`rotary positions scaled by ${scaling.name} cannot be trained yet`);
	}
}
