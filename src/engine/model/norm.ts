import type { Norm } from '../../design/architecture.ts';
import type { Tensor } from '../../design/tensors.ts';
import { add, multiply, normalise, shift } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { Build } from './linear.ts';

/** Layer norm or RMS norm over the last axis, with its scale (or 1 + scale) and shift, where it has them. */
export function norm({ weights }: Build, x: Value, { kind, epsilon, centred }: Norm, role: Tensor['role'], layer?: number): Value {
	const { normalised } = normalise(x, { centred: kind === 'layer', epsilon });
	if (!weights.has(role, 'weight', layer)) return normalised;
	const scaled = multiply(normalised, shift(weights.get(role, 'weight', layer), centred ? 1 : 0));
	return weights.has(role, 'bias', layer) ? add(scaled, weights.get(role, 'bias', layer)) : scaled;
}
