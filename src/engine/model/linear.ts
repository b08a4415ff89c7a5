import type { Architecture } from '../../design/architecture.ts';
import type { Tensor } from '../../design/tensors.ts';
import { add, matmul } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { Weights } from '../layout.ts';

/** Everything that a part of the model is built from. */
export interface Build {
	architecture: Architecture;
	weights: Weights;
	sequences: number;
	positions: number;
}

/** x · W + b, with the weight stored as the library stores it. `x` is `[rows, input]`. */
export function linear({ architecture, weights }: Build, x: Value, role: Tensor['role'], layer: number): Value {
	const weight = weights.get(role, 'weight', layer);
	const product = matmul(x, weight, { transposeB: !architecture.names.inputFirst });
	return weights.has(role, 'bias', layer) ? add(product, weights.get(role, 'bias', layer)) : product;
}
