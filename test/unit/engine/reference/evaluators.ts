import { elements } from '../../../../src/design/tensors.ts';
import type { Node, Shape, Value } from '../../../../src/engine/graph.ts';
import type {
	AttendAttributes,
	ConstantAttributes,
	DropoutMaskAttributes,
	ExpertMatmulAttributes,
	FilledAttributes,
	LargestAttributes,
	MatmulAttributes,
	NormaliseAttributes,
	RotaryAttributes,
	SplitAttributes,
} from '../../../../src/engine/operators/attributes.ts';
import { STRIDE, TWIST, threshold } from '../../../../src/engine/operators/dropout-mask.ts';

type Evaluator = (node: Node, inputs: Float64Array[]) => Float64Array[];

const none = new Float64Array();
const at = (array: ArrayLike<number>, index: number): number => array[index] ?? Number.NaN;
const shapeOf = (node: Node, index: number): Shape => (node.inputs[index] as Value).shape;
const outputShape = (node: Node): Shape => (node.outputs[0] as Value).shape;

function* indices(shape: Shape): Generator<number[]> {
	for (let flat = 0; flat < elements(shape); flat++) {
		let rest = flat;
		const index: number[] = [];
		for (const size of shape.toReversed()) {
			index.unshift(rest % size);
			rest = Math.floor(rest / size);
		}
		yield index;
	}
}

const place = (shape: Shape, index: readonly number[]): number => shape.reduce((flat, size, axis) => flat * size + at(index, axis), 0);

/** The place of a broadcast operand's element. */
function stretched(shape: Shape, index: readonly number[]): number {
	const own = index.slice(index.length - shape.length);
	return place(
		shape,
		shape.map((size, axis) => (size === 1 ? 0 : at(own, axis))),
	);
}

const elementwise =
	(f: (a: number, b: number) => number): Evaluator =>
	(node, [a = none, b = none]) => {
		const shape = outputShape(node);
		return [Float64Array.from(indices(shape), (index) => f(at(a, stretched(shapeOf(node, 0), index)), at(b, stretched(shapeOf(node, 1), index))))];
	};

const each =
	(f: (x: number) => number): Evaluator =>
	(_, [x = none]) => [x.map(f)];

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The error function by its series (|x| ≤ 3) or its continued fraction; good to 1e-15. */
function errorFunction(x: number): number {
	if (Math.abs(x) > 3) {
		let fraction = 0;
		for (let k = 60; k > 0; k--) fraction = k / 2 / (Math.abs(x) + fraction);
		return Math.sign(x) * (1 - Math.exp(-x * x) / (Math.sqrt(Math.PI) * (Math.abs(x) + fraction)));
	}
	let term = x;
	let sum = x;
	for (let k = 1; k < 100; k++) {
		term *= (-x * x) / k;
		sum += term / (2 * k + 1);
	}
	return (2 / Math.sqrt(Math.PI)) * sum;
}

function rows(x: Float64Array, columns: number): Float64Array[] {
	return Array.from({ length: x.length / columns }, (_, row) => x.subarray(row * columns, (row + 1) * columns));
}

const total = (x: ArrayLike<number>): number => Array.from(x).reduce((sum, value) => sum + value, 0);

function softmaxOf(x: Float64Array): Float64Array {
	const most = Math.max(...x);
	const powers = x.map((value) => Math.exp(value - most));
	const sum = total(powers);
	return powers.map((value) => value / sum);
}

const matmul: Evaluator = (node, [a = none, b = none]) => {
	const { transposeA, transposeB, rowsFirstA, rowsFirstB, alpha } = node.attributes as MatmulAttributes;
	const shape = outputShape(node);
	const element = (data: Float64Array, operand: Shape, batch: readonly number[], row: number, column: number, transposed: boolean, rowsFirst: boolean) => {
		const [outer, inner] = transposed ? [column, row] : [row, column];
		const outerSize = at(operand, rowsFirst ? 0 : operand.length - 2);
		const innerSize = at(operand, operand.length - 1);
		const batchShape = rowsFirst ? operand.slice(1, -1) : operand.slice(0, -2);
		const inBatch = stretched(batchShape, batch);
		const flat = rowsFirst ? (outer * elements(batchShape) + inBatch) * innerSize + inner : (inBatch * outerSize + outer) * innerSize + inner;
		return at(data, flat);
	};
	const [shapeA, shapeB] = [shapeOf(node, 0), shapeOf(node, 1)];
	const inner = at(shapeA, transposeA ? (rowsFirstA ? 0 : shapeA.length - 2) : shapeA.length - 1);
	return [
		Float64Array.from(indices(shape), (index) => {
			const batch = index.slice(0, -2);
			const [row, column] = [at(index, index.length - 2), at(index, index.length - 1)];
			let sum = 0;
			for (let k = 0; k < inner; k++)
				sum += element(a, shapeA, batch, row, k, transposeA, rowsFirstA) * element(b, shapeB, batch, k, column, transposeB, rowsFirstB);
			return alpha * sum;
		}),
	];
};

const attend: Evaluator = (node, [scores = none, values = none]) => {
	const { rowsFirst } = node.attributes as AttendAttributes;
	const shape = shapeOf(node, 0);
	const valueShape = shapeOf(node, 1);
	const batchShape = rowsFirst ? valueShape.slice(1, -1) : valueShape.slice(0, -2);
	const probabilities = Float64Array.from(rows(scores, at(shape, shape.length - 1)).flatMap((row) => [...softmaxOf(row)]));
	const context = Float64Array.from(indices(outputShape(node)), (index) => {
		const [batch, row, column] = [index.slice(0, -2), at(index, index.length - 2), at(index, index.length - 1)];
		const inBatch = stretched(batchShape, batch);
		let sum = 0;
		for (let key = 0; key < at(shape, shape.length - 1); key++) {
			const valueRow = rowsFirst ? key * elements(batchShape) + inBatch : inBatch * at(valueShape, valueShape.length - 2) + key;
			sum += at(probabilities, place(shape, [...batch, row, key])) * at(values, valueRow * at(valueShape, valueShape.length - 1) + column);
		}
		return sum;
	});
	return [context, probabilities];
};

const rotary: Evaluator = (node, [x = none, cos = none, sin = none]) => {
	const { dimensions, interleaved } = node.attributes as RotaryAttributes;
	const half = dimensions / 2;
	const shape = outputShape(node);
	return [
		Float64Array.from(indices(shape), (index) => {
			const [position = 0, , , entry = 0] = index;
			const self = at(x, place(shape, index));
			if (entry >= dimensions) return self;
			const first = interleaved ? entry % 2 === 0 : entry < half;
			const pair = interleaved ? Math.floor(entry / 2) : entry % half;
			const partner = at(x, place(shape, index.with(3, entry + (first ? 1 : -1) * (interleaved ? 1 : half))));
			return self * at(cos, position * half + pair) + (first ? -partner : partner) * at(sin, position * half + pair);
		}),
	];
};

const normalise: Evaluator = (node, [x = none]) => {
	const { centred, epsilon } = node.attributes as NormaliseAttributes;
	const each = rows(x, at(shapeOf(node, 0), shapeOf(node, 0).length - 1)).map((row) => {
		const mean = centred ? total(row) / row.length : 0;
		const inverse = 1 / Math.sqrt(total(row.map((value) => (value - mean) ** 2)) / row.length + epsilon);
		return { y: Array.from(row, (value) => (value - mean) * inverse), inverse };
	});
	return [Float64Array.from(each.flatMap(({ y }) => y)), Float64Array.from(each, ({ inverse }) => inverse)];
};

const crossEntropy: Evaluator = (node, [logits = none, targets = none]) => {
	const logs = rows(logits, at(shapeOf(node, 0), 1)).map((row) => softmaxOf(row).map(Math.log));
	const counted = Array.from(targets, (target) => (target >= 0 ? 1 : 0));
	const weights = counted.map((count) => count / Math.max(1, total(counted)));
	const loss = total(logs.map((row, token) => (at(targets, token) >= 0 ? -at(row, at(targets, token)) * at(weights, token) : 0)));
	return [Float64Array.of(loss), Float64Array.from(logs.flatMap((row) => [...row])), Float64Array.from(weights)];
};

const split: Evaluator = (node, [x = none]) => {
	const { axis, sizes } = node.attributes as SplitAttributes;
	let start = 0;
	return sizes.map((size, part) => {
		const from = start;
		start += size;
		const shape = (node.outputs[part] as Value).shape;
		return Float64Array.from(indices(shape), (index) => at(x, place(shapeOf(node, 0), index.with(axis, at(index, axis) + from))));
	});
};

const concat: Evaluator = (node, parts) => {
	const { axis } = node.attributes as { axis: number };
	return [
		Float64Array.from(indices(outputShape(node)), (index) => {
			let along = at(index, axis);
			let part = 0;
			while (along >= at(shapeOf(node, part), axis)) along -= at(shapeOf(node, part++), axis);
			return at(parts[part] ?? none, place(shapeOf(node, part), index.with(axis, along)));
		}),
	];
};

/** The expert of each row, where each has so many. */
const expertsOf = (counts: Float64Array): number[] => Array.from(counts).flatMap((count, expert) => Array(count).fill(expert));

const expertMatmul: Evaluator = (node, [x = none, weights = none, counts = none]) => {
	const { transposeB } = node.attributes as ExpertMatmulAttributes;
	const [expertOf, shape, weightShape] = [expertsOf(counts), shapeOf(node, 0), shapeOf(node, 1)];
	return [
		Float64Array.from(indices(outputShape(node)), ([row = 0, column = 0]) => {
			let sum = 0;
			for (let k = 0; k < at(shape, 1); k++)
				sum += at(x, place(shape, [row, k])) * at(weights, place(weightShape, [at(expertOf, row), ...(transposeB ? [column, k] : [k, column])]));
			return sum;
		}),
	];
};

const expertOuter: Evaluator = (node, [a = none, b = none, counts = none]) => {
	const expertOf = expertsOf(counts);
	return [
		Float64Array.from(indices(outputShape(node)), ([expert, m = 0, n = 0]) =>
			total(expertOf.map((of, row) => (of === expert ? at(a, place(shapeOf(node, 0), [row, m])) * at(b, place(shapeOf(node, 1), [row, n])) : 0))),
		),
	];
};

const gather: Evaluator = (node, [table = none, chosen = none]) => {
	const width = at(shapeOf(node, 0), 1);
	return [Float64Array.from(Array.from(chosen).flatMap((row) => [...table.subarray(row * width, (row + 1) * width)]))];
};

const scatterRows: Evaluator = (node, [chosen = none, updates = none]) => {
	const [, width = 0] = outputShape(node);
	const result = new Float64Array(elements(outputShape(node)));
	for (const [from, row] of chosen.entries())
		for (let column = 0; column < width; column++) result[row * width + column] = at(result, row * width + column) + at(updates, from * width + column);
	return [result];
};

const routes: Evaluator = (node, [chosen = none]) => {
	const [rows = 0, experts = 0] = shapeOf(node, 0);
	const pairs: { row: number; place: number }[] = [];
	const counts: number[] = [];
	for (let expert = 0; expert < experts; expert++) {
		for (let row = 0; row < rows; row++) if (at(chosen, row * experts + expert) === 1) pairs.push({ row, place: row * experts + expert });
		counts.push(pairs.filter(({ place }) => place % experts === expert).length);
	}
	const back = Array.from({ length: rows }, (_, row) => [...pairs.keys()].filter((index) => pairs[index]?.row === row)).flat();
	return [pairs.map(({ row }) => row), pairs.map(({ place }) => place), counts, back].map((numbers) => Float64Array.from(numbers));
};

const GELU = { linear: 2 * Math.sqrt(2 / Math.PI), cubic: 2 * Math.sqrt(2 / Math.PI) * 0.044715 };

export const evaluators: Record<string, Evaluator> = {
	constant: (node) => [Float64Array.from((node.attributes as ConstantAttributes).data)],
	filled: (node) => [new Float64Array(elements(outputShape(node))).fill((node.attributes as FilledAttributes).value)],
	add: elementwise((a, b) => a + b),
	subtract: elementwise((a, b) => a - b),
	multiply: elementwise((a, b) => a * b),
	divide: elementwise((a, b) => a / b),
	minimum: elementwise(Math.min),
	sqrt: each(Math.sqrt),
	exp: each(Math.exp),
	erf: each(errorFunction),
	sigmoid: each(logistic),
	tanh: each(Math.tanh),
	positive: each((x) => (x > 0 ? 1 : 0)),
	relu: each((x) => Math.max(0, x)),
	gelu: each((x) => 0.5 * x * (1 + errorFunction(x * Math.SQRT1_2))),
	silu: (_, [x = none]) => [x.map((value) => value * logistic(value)), x.map(logistic)],
	gelu_tanh(_, [x = none]) {
		const inner = (value: number) => (value * (GELU.cubic * value ** 2 + GELU.linear)) / 2;
		const slope = (value: number) => {
			const tanh = Math.tanh(inner(value));
			return 0.5 * (1 + tanh) + 0.5 * value * (1 - tanh ** 2) * ((3 * GELU.cubic * value ** 2 + GELU.linear) / 2);
		};
		return [x.map((value) => 0.5 * value * (1 + Math.tanh(inner(value)))), x.map(slope)];
	},
	sum(node, [x = none]) {
		const result = new Float64Array(elements(outputShape(node)));
		for (const index of indices(shapeOf(node, 0))) {
			const into = stretched(outputShape(node), index);
			result[into] = at(result, into) + at(x, place(shapeOf(node, 0), index));
		}
		return [result];
	},
	expand: (node, [x = none]) => [Float64Array.from(indices(outputShape(node)), (index) => at(x, stretched(shapeOf(node, 0), index)))],
	reshape: (_, [x = none]) => [x],
	transpose(node, [x = none]) {
		const { order } = node.attributes as { order: readonly number[] };
		const source = (index: readonly number[]) =>
			place(
				shapeOf(node, 0),
				order.map((_, axis) => at(index, order.indexOf(axis))),
			);
		return [Float64Array.from(indices(outputShape(node)), (index) => at(x, source(index)))];
	},
	dropout_mask(node, [seed = none]) {
		const { shape, rate, site } = node.attributes as DropoutMaskAttributes;
		const round = (x: number) => Math.imul(x, 2 * x + 1);
		return [
			Float64Array.from({ length: elements(shape) }, (_, index) => {
				const mixed = round(round((Math.imul(index, STRIDE) + site + at(seed, 0)) | 0) ^ TWIST);
				return mixed < threshold(rate) ? 0 : 1 / (1 - rate);
			}),
		];
	},
	largest(node, [x = none]) {
		const { count } = node.attributes as LargestAttributes;
		const chosen = (row: Float64Array) => new Set([...row.keys()].toSorted((a, b) => at(row, b) - at(row, a) || a - b).slice(0, count));
		return [
			Float64Array.from(
				rows(x, at(outputShape(node), outputShape(node).length - 1)).flatMap((row) => {
					const of = chosen(row);
					return Array.from(row, (_, index) => (of.has(index) ? 1 : 0));
				}),
			),
		];
	},
	split,
	concat,
	matmul,
	attend,
	routes,
	to_experts: (node, [x = none, chosen = none]) => gather(node, [x, chosen]),
	from_experts: (node, [pairs = none, chosen = none]) => scatterRows(node, [chosen, pairs]),
	expert_matmul: expertMatmul,
	expert_outer: expertOuter,
	softmax: (node, [x = none]) => [Float64Array.from(rows(x, at(outputShape(node), outputShape(node).length - 1)).flatMap((row) => [...softmaxOf(row)]))],
	normalise,
	rotary,
	gather,
	scatter_rows: scatterRows,
	cross_entropy: crossEntropy,
	cross_entropy_gradient(node, [logs = none, targets = none, weights = none]) {
		const vocabulary = at(shapeOf(node, 0), 1);
		return [
			logs.map((log, flat) => {
				const token = Math.floor(flat / vocabulary);
				return (Math.exp(log) - (at(targets, token) === flat % vocabulary ? 1 : 0)) * at(weights, token);
			}),
		];
	},
};
