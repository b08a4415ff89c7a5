import { describe, expect, it } from 'vitest';
import { elements } from '../../../../src/design/tensors.ts';
import { gradients } from '../../../../src/engine/autodiff.ts';
import type { Program } from '../../../../src/engine/backends/backend.ts';
import { onnxCpu } from '../../../../src/engine/backends/onnx/cpu.ts';
import { add, constant, crossEntropyGradient, input, multiply, reshape, sum } from '../../../../src/engine/builders.ts';
import { createGraph, type Value } from '../../../../src/engine/graph.ts';
import { operators } from '../../../../src/engine/operators/index.ts';
import { numbers } from '../random.ts';
import { evaluate } from '../reference/evaluate.ts';
import { type Case, cases } from './cases.ts';

/** A case as a program: its values, a scalar that weighs every element of them, and the scalar's gradients by the inputs. */
function programOf({ inputs: shapes, integers = [], range, build }: Case) {
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

const total = (x: Value): Value => reshape(sum(x, [...x.shape.keys()]), []);

const STEP = 1e-5;

function byDifferences(program: Program, data: Record<string, ArrayLike<number>>, name: string): number[] {
	const base = Array.from(data[name] ?? []);
	const only = { graph: program.graph, outputs: { scalar: program.outputs.scalar as Value } };
	const at = (index: number, step: number) => evaluate(only, { ...data, [name]: base.with(index, (base[index] ?? 0) + step) }).scalar[0] ?? Number.NaN;
	return base.map((_, index) => (at(index, STEP) - at(index, -STEP)) / (2 * STEP));
}

/** The largest difference, counted against the size of the numbers. */
function apart(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
	expect(found.length).toBe(wanted.length);
	const size = Math.max(1, ...Array.from(wanted, Math.abs));
	return Math.max(0, ...Array.from(wanted, (value, index) => Math.abs(value - (found[index] ?? Number.NaN)) / size));
}

describe('every operator', () => {
	it('has a case', () => {
		const covered = new Set(cases.flatMap((each) => each.operators));
		expect(Object.keys(operators).filter((name) => !covered.has(name))).toEqual([]);
	});

	it.each(cases)('$name: the gradient agrees with central differences', (each) => {
		const { program, data, inputs } = programOf(each);
		const reference = evaluate(program, data);
		for (let index = 0; index < inputs; index++) expect(apart(reference[`g${index}`] ?? [], byDifferences(program, data, `x${index}`))).toBeLessThan(1e-6);
	});

	it.each(cases)('$name: ONNX Runtime agrees with the reference', async (each) => {
		const { program, data } = programOf(each);
		const reference = evaluate(program, data);
		const executable = await onnxCpu(1).compile(program);
		const { arrays: results } = await executable.run(data);
		await executable.release();
		for (const name of Object.keys(program.outputs)) expect(apart(results[name] ?? [], reference[name] ?? []), name).toBeLessThan(2e-6);
	});
});

it('an operator without a gradient fails by its name', () => {
	const graph = createGraph(operators);
	const logits = input(graph, 'logits', [2, 3]);
	const targets = input(graph, 'targets', [2], 'int');
	const weights = input(graph, 'weights', [2, 1]);
	const scalar = total(crossEntropyGradient(logits, targets, weights));
	expect(() => gradients(scalar, [logits])).toThrow('the operator cross_entropy_gradient has no gradient');
});
