import type { Architecture } from '../design/architecture.ts';
import { type Component, elements, tensorsOf } from '../design/tensors.ts';
import { type Counted, counted } from './counted.ts';

export interface Parameters extends Counted {
	/** Sums by component, in the order of the forward pass; they add up to the total. */
	breakdown: { name: Component; count: number }[];
}

/** Parameters of the model: the sum of its named tensors, tied ones once. */
export function parameters(architecture: Architecture): Parameters {
	const sums = new Map<Component, number>();
	for (const { component, shape } of tensorsOf(architecture)) sums.set(component, (sums.get(component) ?? 0) + elements(shape));
	const breakdown = [...sums].map(([name, count]) => ({ name, count }));
	const total = breakdown.reduce((sum, { count }) => sum + count, 0);
	return { ...counted(total, breakdown.map(({ name, count }) => `${name} ${count}`).join(' + ')), breakdown };
}
