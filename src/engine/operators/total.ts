import type { Emit } from '../backends/onnx/emit.ts';

const FEWEST = 64;
const MOST = 4096;

/**
 * Emits the sum of a flat vector, `[1]`. A GPU adds up each number of the result with one group of threads: a long vector is first cut into many rows.
 * The vectors of a model's weights are multiples of its sizes, and those of powers of two.
 */
export function total(vector: string, length: number, emit: Emit): string {
	let rows = 1;
	while (rows < MOST && length % (rows * 2) === 0) rows *= 2;
	if (rows < FEWEST || length < rows * FEWEST) return emit.node('ReduceSum', [vector, emit.integers([0])], { keepdims: 1 });
	const byRow = emit.node('ReduceSum', [emit.node('Reshape', [vector, emit.integers([rows, length / rows])]), emit.integers([1])], { keepdims: 0 });
	return emit.node('ReduceSum', [byRow, emit.integers([0])], { keepdims: 1 });
}
