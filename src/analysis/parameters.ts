import type { Architecture } from '../design/architecture.ts';
import { type Component, elements, type Tensor, tensorGroups } from '../design/tensors.ts';
import { type Counted, counted } from './counted.ts';

export interface Parameters extends Counted {
	/** What one token passes: of routed experts only those that it is sent to. */
	active: number | null;
	/** Sums by component, in the order of the forward pass; they add up to the total. */
	breakdown: { name: Component; count: number }[];
	/** Layers that are alike, with the parameters of each of them. */
	layerGroups: { stack: 'encoder' | 'layers'; layers: number[]; each: number; active: number }[];
}

/** Parameters of the model: the sum of its named tensors, tied ones once. */
export function parameters(architecture: Architecture): Parameters {
	const sums = new Map<Component, number>();
	const groups: Parameters['layerGroups'] = [];
	let idle = 0;
	for (const { tensors, layers } of tensorGroups(architecture)) {
		const times = layers.length || 1;
		for (const tensor of tensors) {
			const count = times * elements(tensor.shape);
			sums.set(tensor.component, (sums.get(tensor.component) ?? 0) + count);
			idle += count - times * activeElements(tensor);
		}
		if (layers.length > 0) {
			const stack = tensors[0]?.component.startsWith('encoder.') ? 'encoder' : 'layers';
			const sum = (of: (tensor: Tensor) => number) => tensors.reduce((whole, tensor) => whole + of(tensor), 0);
			groups.push({ stack, layers, each: sum(({ shape }) => elements(shape)), active: sum(activeElements) });
		}
	}
	const breakdown = [...sums].map(([name, count]) => ({ name, count }));
	const total = breakdown.reduce((sum, { count }) => sum + count, 0);
	const result = counted(total, breakdown.map(({ name, count }) => `${name} ${count}`).join(' + '));
	return { ...result, active: result.value === null ? null : total - idle, breakdown, layerGroups: groups };
}

/** Elements of a tensor that one token passes. */
export function activeElements({ shape, routed }: Tensor): number {
	const count = elements(shape);
	return routed ? (count / routed.experts) * Math.min(routed.active, routed.experts) : count;
}
