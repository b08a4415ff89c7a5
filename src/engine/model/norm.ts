import type { Norm } from '../../design/architecture.ts';
import type { Tensor } from '../../design/tensors.ts';
import { add, concat, multiply, normalise, reshape, shift } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { Build } from './linear.ts';

/** Layer norm or RMS norm over the last axis, with its scale (or 1 + scale) and shift, where it has them. */
export function norm({ weights }: Build, x: Value, of: Norm, role: Tensor['role'], layer?: number): Value {
	if (!weights.has(role, 'weight', layer)) return scaled(x, of);
	const normed = scaled(x, of, weights.get(role, 'weight', layer));
	return weights.has(role, 'bias', layer) ? add(normed, weights.get(role, 'bias', layer)) : normed;
}

/** The same where each head has a scale of its own, in as many tensors: `x` is `[…, heads, size]`. */
export function normByHead({ weights }: Build, x: Value, of: Norm, role: Tensor['role'], layer: number): Value {
	const [first, ...others] = weights.all(role, 'weight', layer);
	if (!first) throw new Error(`the model has no ${role} in layer ${layer}`);
	return scaled(x, of, reshape(concat([first, ...others], 0), x.shape.slice(-2)));
}

function scaled(x: Value, { kind, epsilon, centred }: Norm, weight?: Value): Value {
	const { normalised } = normalise(x, { centred: kind === 'layer', epsilon });
	return weight ? multiply(normalised, shift(weight, centred ? 1 : 0)) : normalised;
}
