import * as build from '../../../../src/engine/builders.ts';
import type { Shape, Value } from '../../../../src/engine/graph.ts';

export interface Case {
	name: string;
	/** Operators that the case checks. */
	operators: string[];
	/** Shapes of the floating-point inputs, in order. */
	inputs: Shape[];
	/** Inputs are drawn from here; [−2, 2] unless told. */
	range?: [number, number];
	/** Whole-number inputs: not differentiated. */
	integers?: { shape: Shape; values: number[] }[];
	/** Every value given is checked. */
	build(inputs: Value[], integers: Value[]): Value[];
}

const pair = (name: string, f: (a: Value, b: Value) => Value, range?: [number, number]): Case[] =>
	(
		[
			['of equal shapes', [2, 3], [2, 3]],
			['with a row', [4, 3], [3]],
			['with a column', [4, 3], [4, 1]],
			['with a number', [], [2, 3]],
			['where both stretch', [2, 1, 3], [4, 1]],
		] as const
	).map(([what, a, b]) => ({
		name: `${name} ${what}`,
		operators: [name],
		inputs: [a, b],
		...(range && { range }),
		build: ([x, y]) => [f(x as Value, y as Value)],
	}));

const single = (name: string, f: (x: Value) => Value, range?: [number, number]): Case => ({
	name,
	operators: [name],
	inputs: [[3, 5]],
	...(range && { range }),
	build: ([x]) => [f(x as Value)],
});

type Pair = [Value, Value];

const products: Case[] = (
	[
		['plain', [3, 4], [4, 5], (a, b) => build.matmul(a, b)],
		['with a factor', [3, 4], [4, 5], (a, b) => build.matmul(a, b, { alpha: 0.5 })],
		['left transposed', [4, 3], [4, 5], (a, b) => build.matmul(a, b, { transposeA: true })],
		['right transposed', [3, 4], [5, 4], (a, b) => build.matmul(a, b, { transposeB: true, alpha: 2 })],
		['both transposed', [4, 3], [5, 4], (a, b) => build.matmul(a, b, { transposeA: true, transposeB: true })],
		['in batches', [2, 3, 4], [2, 4, 5], (a, b) => build.matmul(a, b)],
		['in batches, left transposed', [2, 4, 3], [2, 4, 5], (a, b) => build.matmul(a, b, { transposeA: true })],
		['in batches that stretch', [2, 3, 3, 4], [2, 1, 5, 4], (a, b) => build.matmul(a, b, { transposeB: true })],
		['with the transpose of an operand', [3, 4], [5, 4], (a, b) => build.matmul(a, build.transpose(b, [1, 0]))],
		['of operands with rows first', [3, 2, 2, 4], [5, 2, 2, 4], (a, b) => rowsFirst(a, b, { transposeB: true })],
		['of rows first, left transposed', [4, 2, 2, 3], [4, 2, 2, 5], (a, b) => rowsFirst(a, b, { transposeA: true })],
		['of rows first, transposed by the order', [3, 2, 4], [5, 2, 4], (a, b) => build.matmul(build.transpose(a, [1, 0, 2]), build.transpose(b, [1, 2, 0]))],
		['of rows first that stretch', [3, 2, 2, 3, 4], [5, 2, 2, 1, 4], (a, b) => rowsFirst(a, b, { transposeB: true, alpha: 0.3 })],
		['of one with rows first', [2, 3, 4], [4, 2, 5], (a, b) => build.matmul(a, build.transpose(b, [1, 0, 2]))],
	] satisfies [string, Shape, Shape, (a: Value, b: Value) => Value][]
).map(([what, a, b, product]) => ({
	name: `matmul ${what}`,
	operators: ['matmul', 'transpose'],
	inputs: [a, b],
	build: (inputs) => [product(...(inputs as Pair))],
}));

function rowsFirst(a: Value, b: Value, options: Parameters<typeof build.matmul>[2]): Value {
	const order = (x: Value) => [...x.shape.slice(1, -1).keys()].map((axis) => axis + 1);
	const swap = (x: Value) => build.transpose(x, [...order(x), 0, x.shape.length - 1]);
	return build.matmul(swap(a), swap(b), options);
}

/** Rows in segments of experts: some with few, one without any, one with all. */
const segments: Case[] = (
	[
		['of three experts', [2, 1, 2]],
		['of which one has none', [3, 0, 2]],
		['of which one has all', [0, 5, 0]],
		['of which the last has all', [0, 0, 5]],
	] as const
).flatMap(([what, values]) => {
	const counts = { integers: [{ shape: [3], values: [...values] }] };
	const product = (transposeB: boolean, weights: Shape): Case => ({
		name: `rows ${what}, each times its own weight${transposeB ? ', transposed' : ''}`,
		operators: ['expert_matmul'],
		inputs: [[5, 4], weights],
		...counts,
		build: ([x, weight], [rows]) => [build.expertMatmul(x as Value, weight as Value, rows as Value, transposeB)],
	});
	return [
		product(false, [3, 4, 2]),
		product(true, [3, 2, 4]),
		{
			name: `products over the rows ${what}`,
			operators: ['expert_outer'],
			inputs: [
				[5, 4],
				[5, 2],
			],
			...counts,
			build: ([a, b], [rows]) => [build.expertOuter(a as Value, b as Value, rows as Value)],
		},
	];
});

const routed: Case[] = [1, 2, 4].map((active) => ({
	name: `rows that pass ${active} of 4 experts`,
	operators: ['routes', 'to_experts', 'from_experts'],
	inputs: [
		[6, 4],
		[6, 3],
		[4, 2, 3],
	],
	build: ([scores, x, weights]) => {
		const pairs = build.routes(build.largest(scores as Value, active), active);
		const tokens = build.toExperts(x as Value, pairs);
		const weighed = build.multiply(
			build.expertMatmul(tokens, weights as Value, pairs.counts, true),
			build.gather(build.reshape(scores as Value, [24, 1]), pairs.places),
		);
		return [tokens, weighed, build.fromExperts(weighed, pairs)];
	},
}));

/** Operators that a backend computes only where it says so (`Backend.routesTokens`): their nodes' shapes are known only as they run. */
export const routedOperators = ['routes', 'to_experts', 'from_experts', 'expert_matmul', 'expert_outer'];

const tokens = { shape: [2, 3], values: [3, 0, 3, 1, 3, 2] };

/** Every operator with a gradient, on small shapes. */
export const cases: Case[] = [
	...pair('add', build.add),
	...pair('subtract', build.subtract),
	...pair('multiply', build.multiply),
	...pair('divide', build.divide, [0.5, 2]),
	...pair('minimum', build.minimum),
	single('sqrt', build.sqrt, [0.5, 2]),
	single('exp', build.exp),
	single('erf', build.erf),
	{ ...single('erf', build.erf, [3, 4]), name: 'erf far out' },
	single('sigmoid', build.sigmoid),
	single('tanh', build.tanh),
	single('positive', build.positive),
	single('relu', build.relu),
	single('largest', (x) => build.largest(x, 2)),
	{ ...single('largest', (x) => build.largest(build.positive(x), 3)), name: 'largest among equals' },
	{ ...single('largest', (x) => build.largest(x, 5)), name: 'largest, all of them' },
	{ ...single('largest', (x) => build.largest(x, 1)), name: 'largest of one', inputs: [[3, 1]] },
	single('gelu', build.gelu, [-4, 4]),
	single('gelu_tanh', build.geluTanh, [-4, 4]),
	single('silu', build.silu, [-4, 4]),
	single('softmax', build.softmax),
	{ name: 'scale and shift', operators: ['filled'], inputs: [[2, 3]], build: ([x]) => [build.shift(build.scale(x as Value, 3), -1)] },
	{
		name: 'constant',
		operators: ['constant', 'input'],
		inputs: [[2]],
		build: ([x]) => [build.multiply(x as Value, build.constant((x as Value).node.graph, Float32Array.of(2, -1), [2]))],
	},
	...[[0], [1], [2], [0, 1], [0, 1, 2], [0, 2]].map((axes) => ({
		name: `sum over ${axes.join(', ')}`,
		operators: ['sum'],
		inputs: [[2, 3, 4]],
		build: ([x]: Value[]) => [build.sum(x as Value, axes)],
	})),
	{ name: 'expand', operators: ['expand'], inputs: [[2, 1, 3]], build: ([x]) => [build.expand(x as Value, [2, 2, 4, 3])] },
	{ name: 'reshape', operators: ['reshape'], inputs: [[2, 6]], build: ([x]) => [build.reshape(x as Value, [3, 4])] },
	{ name: 'transpose', operators: ['transpose'], inputs: [[2, 3, 4]], build: ([x]) => [build.transpose(x as Value, [2, 0, 1])] },
	{ name: 'split', operators: ['split'], inputs: [[5, 3]], build: ([x]) => [...build.split(x as Value, 0, [2, 3])] },
	{
		name: 'split of which a part is unused',
		operators: ['split'],
		inputs: [[2, 6]],
		build: ([x]) => {
			const [a, , c] = build.split(x as Value, 1, [1, 3, 2]);
			return [a as Value, c as Value];
		},
	},
	{
		name: 'concat',
		operators: ['concat'],
		inputs: [
			[2, 3],
			[2, 1],
			[2, 2],
		],
		build: ([x, ...rest]) => [build.concat([x as Value, ...rest], 1)],
	},
	...products,
	...segments,
	...routed,
	...(
		[
			['attend', [2, 3, 4], [2, 4, 5], (scores, values) => build.attend(scores, values)],
			['attend to values with rows first', [2, 2, 3, 4], [4, 2, 2, 5], (scores, values) => build.attend(scores, build.transpose(values, [1, 2, 0, 3]))],
			['attend to values that stretch', [2, 3, 3, 4], [4, 2, 1, 5], (scores, values) => build.attend(scores, build.transpose(values, [1, 2, 0, 3]))],
		] satisfies [string, Shape, Shape, (scores: Value, values: Value) => Value][]
	).map(([name, scores, values, attend]) => ({
		name,
		operators: ['attend'],
		inputs: [scores, values],
		build: (inputs: Value[]) => [attend(...(inputs as Pair))],
	})),
	{ name: 'slice', operators: ['split'], inputs: [[5, 3]], build: ([x]) => [build.slice(x as Value, 0, 1, 3)] },
	...[true, false].flatMap((centred) =>
		[1e-5, 0.5].map((epsilon) => ({
			name: `normalise, ${centred ? 'centred' : 'by the root of the mean square'}, epsilon ${epsilon}`,
			operators: ['normalise'],
			inputs: [[3, 6]],
			build: ([x]: Value[]) => [build.normalise(x as Value, { centred, epsilon }).normalised],
		})),
	),
	...[
		{ dimensions: 6, interleaved: false },
		{ dimensions: 4, interleaved: false },
		{ dimensions: 6, interleaved: true },
		{ dimensions: 2, interleaved: true },
	].map(({ dimensions, interleaved }) => ({
		name: `rotary of ${dimensions} of 6 entries${interleaved ? ', neighbours in pairs' : ''}`,
		operators: ['rotary'],
		inputs: [[4, 2, 3, 6]],
		build: ([x]: Value[]) => {
			const table = (f: (angle: number) => number) =>
				build.constant(
					(x as Value).node.graph,
					Float32Array.from({ length: 2 * dimensions }, (_, index) => f(index * 0.7)),
					[4, dimensions / 2],
				);
			return [build.rotary(x as Value, table(Math.cos), table(Math.sin), dimensions, interleaved)];
		},
	})),
	{
		name: 'dropout',
		operators: ['dropout_mask'],
		inputs: [[3, 40]],
		integers: [{ shape: [1], values: [-1_234_567_890] }],
		build: ([x], [seed]) => [build.multiply(x as Value, build.dropoutMask(seed as Value, [3, 40], 0.3, 99))],
	},
	{
		name: 'dropout of many numbers, at its end',
		operators: ['dropout_mask'],
		inputs: [[2, 5]],
		integers: [{ shape: [1], values: [2_000_000_000] }],
		build: ([x], [seed]) => {
			const mask = build.dropoutMask(seed as Value, [70, 1000], 0.5, -7);
			return [build.multiply(x as Value, build.slice(build.slice(mask, 0, 68, 70), 1, 995, 1000))];
		},
	},
	{ name: 'gather', operators: ['gather'], inputs: [[5, 3]], integers: [tokens], build: ([table], [rows]) => [build.gather(table as Value, rows as Value)] },
	...[5, 3000].map((count) => ({
		name: `scatter onto ${count} rows`,
		operators: ['scatter_rows'],
		inputs: [[2, 3, 2]],
		integers: [tokens],
		build: ([updates]: Value[], [rows]: Value[]) => [build.scatterRows(rows as Value, updates as Value, count)],
	})),
	{
		name: 'cross-entropy with uncounted targets',
		operators: ['cross_entropy', 'cross_entropy_gradient'],
		inputs: [[4, 5]],
		integers: [{ shape: [4], values: [2, -1, 0, 4] }],
		build: ([logits], [targets]) => [build.scale(build.crossEntropy(logits as Value, targets as Value).loss, 3)],
	},
	{
		name: 'cross-entropy over one word',
		operators: ['cross_entropy', 'cross_entropy_gradient'],
		inputs: [[2, 1]],
		integers: [{ shape: [2], values: [0, -1] }],
		build: ([logits], [targets]) => [build.crossEntropy(logits as Value, targets as Value).loss],
	},
	{
		name: 'cross-entropy without any counted target',
		operators: ['cross_entropy'],
		inputs: [[2, 3]],
		integers: [{ shape: [2], values: [-1, -1] }],
		build: ([logits], [targets]) => [build.crossEntropy(logits as Value, targets as Value).loss],
	},
];

/** Those of a backend that computes every expert on every token. */
export const casesWithoutRoutes: Case[] = cases.filter(({ operators }) => !operators.some((name) => routedOperators.includes(name)));
