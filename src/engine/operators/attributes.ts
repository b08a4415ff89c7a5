import type { ElementType, Shape } from '../graph.ts';

/** Attributes of the operators that have any; shapes and axes count from the front. */
export interface InputAttributes {
	name: string;
	shape: Shape;
	type: ElementType;
}

export interface ConstantAttributes {
	data: Float32Array | Int32Array;
	shape: Shape;
}

/** Every element the same; takes no memory in the graph. */
export interface FilledAttributes {
	shape: Shape;
	value: number;
}

export interface MatmulAttributes {
	/** An operand's last two axes are exchanged. */
	transposeA: boolean;
	transposeB: boolean;
	/** An operand's first axis (of rows; of columns where transposed) stands before the batch: `[rows, ...batch, columns]`. */
	rowsFirstA: boolean;
	rowsFirstB: boolean;
	/** Factor of the product. */
	alpha: number;
}

export interface SplitAttributes {
	axis: number;
	sizes: readonly number[];
}

export interface RotaryAttributes {
	/** Leading entries of a head that are turned; the rest pass. */
	dimensions: number;
	/** Neighbouring entries are pairs, not those half of `dimensions` apart. */
	interleaved: boolean;
}

export interface NormaliseAttributes {
	/** Subtract the mean (layer norm) or not (RMS norm). */
	centred: boolean;
	epsilon: number;
}

export interface AttendAttributes {
	/** Values are `[keys, ...batch, size]`. */
	rowsFirst: boolean;
}

export interface LargestAttributes {
	/** How many of each row. */
	count: number;
}

export interface ExpertMatmulAttributes {
	/** Weights are `[experts, columns, inner]`, not `[experts, inner, columns]`. */
	transposeB: boolean;
}

export interface RoutesAttributes {
	/** How many experts each row passes. */
	active: number;
}

export interface DropoutMaskAttributes {
	shape: Shape;
	/** Share of the elements that become 0. */
	rate: number;
	/** A 32-bit number that tells masks of one step apart. */
	site: number;
}
