import { apply, type ElementType, type Graph, type Shape, type Value } from './graph.ts';
import type { MatmulAttributes, NormaliseAttributes } from './operators/attributes.ts';
import { sameShape } from './operators/shapes.ts';

/** One function per operator: the words in which models and gradients are written. All are pure in their values. */

/** The single output of an operator. */
function one(operator: string, inputs: readonly [Value, ...Value[]], attributes: object = {}): Value {
	return first(apply(inputs[0].node.graph, operator, inputs, attributes));
}

function first(outputs: readonly Value[]): Value {
	const [output] = outputs;
	if (!output) throw new Error('an operator without an output');
	return output;
}

/** What the graph is given at every run. */
export const input = (graph: Graph, name: string, shape: Shape, type: ElementType = 'float'): Value => first(apply(graph, 'input', [], { name, shape, type }));
export const constant = (graph: Graph, data: Float32Array | Int32Array, shape: Shape): Value => first(apply(graph, 'constant', [], { data, shape }));
export const filled = (graph: Graph, shape: Shape, value: number): Value => first(apply(graph, 'filled', [], { shape, value }));
export const zerosLike = ({ node, shape }: Value): Value => filled(node.graph, shape, 0);

/** Elementwise, with numpy's broadcasting. */
export const add = (a: Value, b: Value): Value => one('add', [a, b]);
export const subtract = (a: Value, b: Value): Value => one('subtract', [a, b]);
export const multiply = (a: Value, b: Value): Value => one('multiply', [a, b]);
export const divide = (a: Value, b: Value): Value => one('divide', [a, b]);
export const minimum = (a: Value, b: Value): Value => one('minimum', [a, b]);

/** Times a number, plus a number. */
export const scale = (x: Value, factor: number): Value => (factor === 1 ? x : multiply(x, filled(x.node.graph, [], factor)));
export const shift = (x: Value, amount: number): Value => (amount === 0 ? x : add(x, filled(x.node.graph, [], amount)));

export const sqrt = (x: Value): Value => one('sqrt', [x]);
export const exp = (x: Value): Value => one('exp', [x]);
export const erf = (x: Value): Value => one('erf', [x]);
export const tanh = (x: Value): Value => one('tanh', [x]);
export const sigmoid = (x: Value): Value => one('sigmoid', [x]);
/** 1 where positive, else 0. */
export const positive = (x: Value): Value => one('positive', [x]);

export const gelu = (x: Value): Value => one('gelu', [x]);
export const geluTanh = (x: Value): Value => one('gelu_tanh', [x]);
export const silu = (x: Value): Value => one('silu', [x]);
export const relu = (x: Value): Value => one('relu', [x]);

/** 1 where among the `count` largest of its row (the last axis), else 0. */
export const largest = (x: Value, count: number): Value => one('largest', [x], { count });

/** Sum over axes, which stay with size 1. */
export const sum = (x: Value, axes: readonly number[]): Value => (axes.every((axis) => x.shape[axis] === 1) ? x : one('sum', [x], { axes }));
/** Mean over the last axis, which stays with size 1. */
export const rowMean = (x: Value): Value => scale(sum(x, [x.shape.length - 1]), 1 / (x.shape.at(-1) ?? 1));
/** Stretches axes of size 1, and adds axes in front. */
export const expand = (x: Value, shape: Shape): Value => (sameShape(x.shape, shape) ? x : one('expand', [x], { shape }));

/** The gradient of stretching: sums over the axes that broadcasting stretched or added. */
export function sumTo(x: Value, shape: Shape): Value {
	const added = x.shape.length - shape.length;
	const axes = x.shape.flatMap((size, axis) => (axis < added || (size !== 1 && shape[axis - added] === 1) ? [axis] : []));
	return reshape(sum(x, axes), shape);
}

/** The same elements under another shape. A reshape of a reshape is made as one. */
export function reshape(x: Value, shape: Shape): Value {
	const [inner] = x.node.inputs;
	const source = x.node.operator === 'reshape' && inner ? inner : x;
	return sameShape(source.shape, shape) ? source : one('reshape', [source], { shape });
}

/** Axis `i` of the result is axis `order[i]` of `x`. A transpose of a transpose is made as one. */
export function transpose(x: Value, order: readonly number[]): Value {
	const [source] = x.node.inputs;
	if (x.node.operator === 'transpose' && source) {
		const { order: before } = x.node.attributes as { order: readonly number[] };
		return transpose(
			source,
			order.map((axis) => before[axis] ?? axis),
		);
	}
	return order.every((axis, index) => axis === index) ? x : one('transpose', [x], { order });
}

/** Parts of an axis, one after the other. */
export const split = (x: Value, axis: number, sizes: readonly number[]): readonly Value[] =>
	sizes.length === 1 ? [x] : apply(x.node.graph, 'split', [x], { axis, sizes });
export const concat = (parts: readonly [Value, ...Value[]], axis: number): Value => (parts.length === 1 ? parts[0] : one('concat', parts, { axis }));

/** Product of the last two axes: `alpha · A · B`; the axes before them broadcast. Transposes of an operand are folded in. */
export function matmul(a: Value, b: Value, options: Partial<Pick<MatmulAttributes, 'transposeA' | 'transposeB' | 'alpha'>> = {}): Value {
	const left = operand(a, options.transposeA ?? false);
	const right = operand(b, options.transposeB ?? false);
	const attributes: MatmulAttributes = {
		transposeA: left.transposed,
		transposeB: right.transposed,
		rowsFirstA: left.rowsFirst,
		rowsFirstB: right.rowsFirst,
		alpha: options.alpha ?? 1,
	};
	return one('matmul', [left.source, right.source], attributes);
}

/** alpha · Aᵀ · B. In batches the narrower operand is the transposed one: transposing is what such a product spends most on. */
export function overRows(a: Value, b: Value, alpha = 1): Value {
	const rank = a.shape.length;
	if (rank < 3 || (a.shape.at(-1) ?? 0) <= (b.shape.at(-1) ?? 0)) return matmul(a, b, { transposeA: true, alpha });
	const other = matmul(b, a, { transposeA: true, alpha });
	return transpose(other, [...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1, rank - 2]);
}

/** Looks through a transpose that a product can do itself. */
function operand(x: Value, transposed: boolean): { source: Value; transposed: boolean; rowsFirst: boolean } {
	const asIs = { source: x, transposed, rowsFirst: false };
	const [source] = x.node.inputs;
	if (x.node.operator !== 'transpose' || !source) return asIs;
	const { order } = x.node.attributes as { order: readonly number[] };
	const rank = order.length;
	const batch = Array.from({ length: rank - 2 }, (_, axis) => axis);
	const is = (wanted: readonly number[]) => order.every((axis, index) => axis === wanted[index]);
	if (is([...batch, rank - 1, rank - 2])) return { source, transposed: !transposed, rowsFirst: false };
	if (rank < 3) return asIs;
	const inner = batch.map((axis) => axis + 1);
	if (is([...inner, 0, rank - 1])) return { source, transposed, rowsFirst: true };
	if (is([...inner, rank - 1, 0])) return { source, transposed: !transposed, rowsFirst: true };
	return asIs;
}

/** Part of an axis, from one place up to another. */
export function slice(x: Value, axis: number, from: number, to: number): Value {
	const size = x.shape[axis] ?? 0;
	const parts = [
		[0, from],
		[from, to],
		[to, size],
	].filter(([start, end]) => start !== end) as [number, number][];
	const taken = parts.findIndex(([start]) => start === from);
	const values = split(
		x,
		axis,
		parts.map(([start, end]) => end - start),
	);
	return values[taken] ?? x;
}

/** softmax(scores) · values: `[...batch, queries, keys]` and `[...batch, keys, size]`. */
export function attend(scores: Value, values: Value): Value {
	const { source, rowsFirst, transposed } = operand(values, false);
	return transposed ? one('attend', [scores, values], { rowsFirst: false }) : one('attend', [scores, source], { rowsFirst });
}

/** 0 for a share `rate` of the elements and 1/(1 − rate) for the others, by a whole number `[1]` and the site. */
export const dropoutMask = (seed: Value, shape: Shape, rate: number, site: number): Value => one('dropout_mask', [seed], { shape, rate, site });

/** Over the last axis. */
export const softmax = (x: Value): Value => one('softmax', [x]);

/** Rows of the last axis brought to unit variance (and mean 0 where centred), with 1/deviation of each row. */
export function normalise(x: Value, attributes: NormaliseAttributes): { normalised: Value; inverseDeviation: Value } {
	const [normalised, inverseDeviation] = apply(x.node.graph, 'normalise', [x], attributes) as [Value, Value];
	return { normalised, inverseDeviation };
}

/**
 * Rotary positions (Su et al. 2021): pairs of entries are turned. `x` is `[positions, sequences, heads, size]`; cos and sin are `[positions, dimensions / 2]`.
 */
export const rotary = (x: Value, cos: Value, sin: Value, dimensions: number, interleaved = false): Value =>
	one('rotary', [x, cos, sin], { dimensions, interleaved });

/** Rows of a table: `[rows, width]` and whole numbers of any shape give `[...shape, width]`. */
export const gather = (table: Value, rows: Value): Value => one('gather', [table, rows]);
/** The other way: adds each update onto its row of an empty table. */
export const scatterRows = (rows: Value, updates: Value, count: number): Value => one('scatter_rows', [rows, updates], { count });

/** Pairs of a row and an expert that it passes, sorted by expert, then by row. Whole numbers. */
export interface Routes {
	/** Row numbers, `[rows · active]`. */
	rows: Value;
	/** Places in the flattened `[rows, experts]`, `[rows · active]`. */
	places: Value;
	/** How many each expert has, `[experts]`. */
	counts: Value;
	/** Of each row, the places of its pairs among all, `[rows, active]`. */
	back: Value;
}

/** `chosen` is `[rows, experts]`, with `active` ones in each row and zeros. */
export function routes(chosen: Value, active: number): Routes {
	const [rows, places, counts, back] = apply(chosen.node.graph, 'routes', [chosen], { active }) as [Value, Value, Value, Value];
	return { rows, places, counts, back };
}

/** The row of each pair: `[rows, width]` gives `[rows · active, width]`. */
export const toExperts = (x: Value, { rows, back }: Pick<Routes, 'rows' | 'back'>): Value => one('to_experts', [x, rows, back]);
/** The sum of each row's pairs: `[rows · active, width]` gives `[rows, width]`. */
export const fromExperts = (pairs: Value, { rows, back }: Pick<Routes, 'rows' | 'back'>): Value => one('from_experts', [pairs, rows, back]);

/** Rows sorted by expert, each times the weight of its own: `[rows, inner]` and `[experts, inner, columns]`, or `[experts, columns, inner]` with `transposeB`. */
export const expertMatmul = (x: Value, weights: Value, counts: Value, transposeB: boolean): Value => one('expert_matmul', [x, weights, counts], { transposeB });
/** aᵀ · b of each expert's rows: `[rows, m]` and `[rows, n]` give `[experts, m, n]`. */
export const expertOuter = (a: Value, b: Value, counts: Value): Value => one('expert_outer', [a, b, counts]);

/**
 * Mean cross-entropy of `logits` `[tokens, vocabulary]` over the targets that are not negative, in nats; 0 where none counts.
 * Also the log-probabilities, and the weight of each token, `[tokens, 1]`.
 */
export function crossEntropy(logits: Value, targets: Value): { loss: Value; logProbabilities: Value; weights: Value } {
	const [loss, logProbabilities, weights] = apply(logits.node.graph, 'cross_entropy', [logits, targets]) as [Value, Value, Value];
	return { loss, logProbabilities, weights };
}
/** Gradient of `crossEntropy` by its logits. */
export const crossEntropyGradient = (logProbabilities: Value, targets: Value, weights: Value): Value =>
	one('cross_entropy_gradient', [logProbabilities, targets, weights]);
