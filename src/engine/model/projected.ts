import type { Value } from '../graph.ts';

/** Before rotation: `[positions, sequences, heads, size]`, and the same with fewer heads. */
export interface Projected {
	query: Value;
	key: Value;
	value: Value;
}
