import type { RotaryScaling, Rotation } from '../../design/forward.ts';
import { constant } from '../builders.ts';
import type { Graph, Value } from '../graph.ts';

/** Cosines and sines of position · frequency, `[positions, dimensions / 2]`. */
export function rotaryTables(graph: Graph, rotation: Rotation, positions: number): { cos: Value; sin: Value } {
	const turns = frequencies(rotation);
	const magnitude = rotation.scaling?.kind === 'yarn' ? rotation.scaling.magnitude : 1;
	const table = (turn: (angle: number) => number) =>
		constant(
			graph,
			Float32Array.from(
				{ length: positions * turns.length },
				(_, index) => magnitude * turn(Math.floor(index / turns.length) * (turns[index % turns.length] ?? 0)),
			),
			[positions, turns.length],
		);
	return { cos: table(Math.cos), sin: table(Math.sin) };
}

/** How far each pair turns from one position to the next: base^(−2i/dimensions), slowed down as `scaling` says. */
export function frequencies({ base, dimensions, scaling }: Rotation): number[] {
	const usual = Array.from({ length: dimensions / 2 }, (_, pair) => base ** ((-2 * pair) / dimensions));
	if (!scaling) return usual;
	const slowed = SLOWED[scaling.kind] as (frequency: number, pair: number, scaling: RotaryScaling, rotation: Rotation) => number;
	return usual.map((frequency, pair) => slowed(frequency, pair, scaling, { base, dimensions }));
}

/** As in transformers' modeling_rope_utils. */
const SLOWED: {
	[Kind in RotaryScaling['kind']]: (frequency: number, pair: number, scaling: Extract<RotaryScaling, { kind: Kind }>, rotation: Rotation) => number;
} = {
	linear: (frequency, _, { factor }) => frequency / factor,
	llama3: (frequency, _, { factor, lowFrequency, highFrequency, original }) => {
		const rounds = (original * frequency) / (2 * Math.PI);
		return blend(frequency / factor, frequency, (rounds - lowFrequency) / (highFrequency - lowFrequency));
	},
	yarn: (frequency, pair, { factor, fast, slow, original, truncated }, { base, dimensions }) => {
		// The pair that turns so many times in the original context.
		const pairOf = (rounds: number) => (dimensions * Math.log(original / (rounds * 2 * Math.PI))) / (2 * Math.log(base));
		const low = Math.max(truncated ? Math.floor(pairOf(fast)) : pairOf(fast), 0);
		const high = Math.min(truncated ? Math.ceil(pairOf(slow)) : pairOf(slow), dimensions - 1);
		return blend(frequency, frequency / factor, (pair - low) / (high - low || 0.001));
	},
	other: (_frequency, _pair, { name }) => {
		throw new Error(`rotary positions scaled by ${name} cannot be trained yet`);
	},
};

const blend = (from: number, to: number, share: number): number => from + (to - from) * Math.min(1, Math.max(0, share));
