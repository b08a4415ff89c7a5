import type { Architecture } from '../../design/architecture.ts';
import type { Tensor } from '../../design/tensors.ts';
import { add, matmul, split } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { Weights } from '../layout.ts';

/** Everything that a part of the model is built from. */
export interface Build {
	architecture: Architecture;
	weights: Weights;
	sequences: number;
	positions: number;
	/** A whole number `[1]` that a training step's dropout goes by; absent in evaluation. */
	dropoutSeed?: Value;
	/** Each expert computes the tokens alone that are routed to it; otherwise all. */
	routesTokens: boolean;
}

/** x · W + b, with the weight stored as the library stores it. `x` is `[rows, input]`. */
export function linear({ architecture, weights }: Build, x: Value, role: Tensor['role'], layer?: number): Value {
	const weight = weights.get(role, 'weight', layer);
	const product = matmul(x, weight, { transposeB: !architecture.names.inputFirst });
	return weights.has(role, 'bias', layer) ? add(product, weights.get(role, 'bias', layer)) : product;
}

/**
 * The products with parts of a weight that lie one after the other, `sizes` outputs each.
 * The weight is cut, not the product: it is smaller, and the parts of the product are then contiguous.
 */
export function linearParts({ architecture, weights }: Build, x: Value, role: Tensor['role'], layer: number, sizes: readonly number[]): Value[] {
	const { inputFirst } = architecture.names;
	const biases = weights.has(role, 'bias', layer) ? split(weights.get(role, 'bias', layer), 0, sizes) : [];
	return split(weights.get(role, 'weight', layer), inputFirst ? 1 : 0, sizes).map((weight, index) => {
		const product = matmul(x, weight, { transposeB: !inputFirst });
		const bias = biases[index];
		return bias ? add(product, bias) : product;
	});
}
