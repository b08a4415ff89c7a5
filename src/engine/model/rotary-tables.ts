import type { Positions } from '../../design/architecture.ts';
import { constant } from '../builders.ts';
import type { Graph, Value } from '../graph.ts';

type Rotary = Extract<Positions, { kind: 'rotary' }>;

/** Cosines and sines of position · base^(−2i/dimensions), `[positions, dimensions / 2]`. */
export function rotaryTables(graph: Graph, { base, dimensions }: Rotary, positions: number): { cos: Value; sin: Value } {
	const half = dimensions / 2;
	const table = (turn: (angle: number) => number) =>
		constant(
			graph,
			Float32Array.from({ length: positions * half }, (_, index) => turn(Math.floor(index / half) * base ** ((-2 * (index % half)) / dimensions))),
			[positions, half],
		);
	return { cos: table(Math.cos), sin: table(Math.sin) };
}
