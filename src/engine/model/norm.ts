import type { Norm } from '../../design/architecture.ts';
import type { Tensor } from '../../design/tensors.ts';
import { add, multiply, normalise } from '../builders.ts';
import type { Value } from '../graph.ts';
import type { Build } from './linear.ts';

/** Layer norm or RMS norm over the width, with its scale and, where there is one, shift. */
export function norm({ weights }: Build, x: Value, { kind, epsilon }: Norm, role: Tensor['role'], layer?: number): Value {
	const { normalised } = normalise(x, { centred: kind === 'layer', epsilon });
	const scaled = multiply(normalised, weights.get(role, 'weight', layer));
	return weights.has(role, 'bias', layer) ? add(scaled, weights.get(role, 'bias', layer)) : scaled;
}
