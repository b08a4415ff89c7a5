import type { Architecture } from '../design/architecture.ts';
import { elements, fixedTensorsOf, type Tensor, tensorsOf } from '../design/tensors.ts';
import { reshape, split } from './builders.ts';
import type { Placed } from './engine.ts';
import type { Value } from './graph.ts';

/** Where each tensor stands in the flat vectors: in the order of the model's list, without gaps, what is no parameter last. */
export function layoutOf(architecture: Architecture): Placed[] {
	let offset = 0;
	return [...tensorsOf(architecture), ...fixedTensorsOf(architecture)].map((tensor) => {
		const placed = { tensor, offset };
		offset += elements(tensor.shape);
		return placed;
	});
}

export const sizeOfLayout = (layout: readonly Placed[]): number => layout.reduce((sum, { tensor }) => sum + elements(tensor.shape), 0);

/** The model's tensors by what they are for. */
export interface Weights {
	/** Throws where the model has no such tensor. */
	get(role: Tensor['role'], part: Tensor['part'], layer?: number): Value;
	has(role: Tensor['role'], part: Tensor['part'], layer?: number): boolean;
	/** All tensors of one role, in order: where each head has its own. */
	all(role: Tensor['role'], part: Tensor['part'], layer?: number): Value[];
}

/** The tensors as parts of the flat vector. */
export function weightsIn(flat: Value, layout: readonly Placed[]): Weights {
	const parts = split(
		flat,
		0,
		layout.map(({ tensor }) => elements(tensor.shape)),
	);
	const key = (role: string, part: string, layer?: number) => `${role} ${part} ${layer ?? ''}`;
	const values = new Map<string, Value[]>();
	for (const [index, { tensor }] of layout.entries()) {
		const part = parts[index];
		const name = key(tensor.role, tensor.part, tensor.layer);
		// Of two tensors for one thing the library reads the first: an untied head of BERT has a bias of its own beside the shared one.
		if (part) values.set(name, [...(values.get(name) ?? []), reshape(part, tensor.shape)]);
	}
	return {
		has: (role, part, layer) => values.has(key(role, part, layer)),
		all: (role, part, layer) => values.get(key(role, part, layer)) ?? [],
		get(role, part, layer) {
			const [value] = values.get(key(role, part, layer)) ?? [];
			if (!value) throw new Error(`the model has no ${role} ${part}${layer === undefined ? '' : ` in layer ${layer}`}`);
			return value;
		},
	};
}
