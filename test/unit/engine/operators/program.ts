import { elements } from '../../../../src/design/tensors.ts';
import { gradients } from '../../../../src/engine/autodiff.ts';
import type { Program } from '../../../../src/engine/backends/backend.ts';
import { add, constant, input, multiply, reshape, sum } from '../../../../src/engine/builders.ts';
import { createGraph, type Value } from '../../../../src/engine/graph.ts';
import { operators } from '../../../../src/engine/operators/index.ts';
import { numbers } from '../random.ts';
import type { Case } from './cases.ts';

/** A case as a program: its values, a scalar that weighs every element of them, and the scalar's gradients by the inputs. */
export function programOf({ inputs: shapes, integers = [], range, build }: Case) {
	const graph = createGraph(operators);
	const inputs = shapes.map((shape, index) => input(graph, `x${index}`, shape));
	const whole = integers.map(({ shape }, index) => input(graph, `i${index}`, shape, 'int'));
	const values = build(inputs, whole);
	const weighed = values.map((value, index) =>
		total(multiply(value, constant(graph, Float32Array.from(numbers(index + 50, elements(value.shape))), value.shape))),
	);
	const scalar = weighed.reduce(add);
	const outputs: Record<string, Value> = { scalar };
	for (const [index, value] of values.entries()) outputs[`y${index}`] = value;
	for (const [index, gradient] of gradients(scalar, inputs).entries()) outputs[`g${index}`] = gradient;
	const program: Program = { graph, outputs };
	const data: Record<string, Float32Array | Int32Array> = {};
	for (const [index, shape] of shapes.entries()) data[`x${index}`] = Float32Array.from(numbers(index + 1, elements(shape), ...(range ?? [-2, 2])));
	for (const [index, { values: integerValues }] of integers.entries()) data[`i${index}`] = Int32Array.from(integerValues);
	return { program, data, inputs: shapes.length };
}

export const total = (x: Value): Value => reshape(sum(x, [...x.shape.keys()]), []);

/** The largest difference, counted against the size of the numbers. */
export function apart(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
	if (found.length !== wanted.length) return Number.POSITIVE_INFINITY;
	const size = Math.max(1, ...Array.from(wanted, Math.abs));
	return Math.max(0, ...Array.from(wanted, (value, index) => Math.abs(value - (found[index] ?? Number.NaN)) / size));
}
