import { describe, expect, it } from 'vitest';
import { add, concat, constant, expertMatmul, input, matmul, multiply, reshape, slice, split, sum } from '../../../src/engine/builders.ts';
import { createGraph, type Value } from '../../../src/engine/graph.ts';
import { memoryOf } from '../../../src/engine/memory.ts';
import { operators } from '../../../src/engine/operators/index.ts';

const graph = () => createGraph(operators);
/** Bytes of a matrix of 10 by 10. */
const M = 400;

describe('the memory of a program', () => {
	it('is that of its output where nothing else is made', () => {
		const g = graph();
		const x = input(g, 'x', [10, 10]);
		expect(memoryOf({ graph: g, outputs: { y: matmul(x, x) } })).toEqual({ peak: M, constants: 0 });
	});

	it('counts a value until its last reader has run', () => {
		const g = graph();
		const x = input(g, 'x', [10, 10]);
		const a = matmul(x, x);
		const b = matmul(a, x);
		const c = matmul(b, x);
		// a and b, then b and c: never all three.
		expect(memoryOf({ graph: g, outputs: { c } }).peak).toBe(2 * M);
		expect(memoryOf({ graph: g, outputs: { a, c } }).peak).toBe(3 * M);
	});

	it('makes sums and products over what they read, where nothing reads it any more', () => {
		const g = graph();
		const x = input(g, 'x', [10, 10]);
		const a = matmul(x, x);
		expect(memoryOf({ graph: g, outputs: { y: add(a, x) } }).peak).toBe(M);
		// An input is not written over, and an output neither.
		expect(memoryOf({ graph: g, outputs: { y: multiply(x, x) } }).peak).toBe(M);
		expect(memoryOf({ graph: g, outputs: { a, y: add(a, x) } }).peak).toBe(2 * M);
	});

	it('takes a reshaped value for the same memory', () => {
		const g = graph();
		const x = input(g, 'x', [10, 10]);
		const flat = reshape(matmul(x, x), [100]);
		expect(memoryOf({ graph: g, outputs: { flat } }).peak).toBe(M);
		const later = matmul(reshape(flat, [10, 10]), x);
		expect(memoryOf({ graph: g, outputs: { later } }).peak).toBe(2 * M);
	});

	it('leaves out what no output needs, and parts that nothing reads', () => {
		const g = graph();
		const x = input(g, 'x', [10, 10]);
		matmul(matmul(x, x), x);
		const [first] = split(x, 0, [1, 9]);
		expect(memoryOf({ graph: g, outputs: { first: first as NonNullable<typeof first> } }).peak).toBe(M / 10);
	});

	it('counts parts of rows and weights that are copied, and parts of the product', () => {
		const g = graph();
		const product = expertMatmul(input(g, 'x', [10, 10]), input(g, 'weights', [3, 10, 10]), input(g, 'counts', [3], 'int'), true);
		expect(memoryOf({ graph: g, outputs: { product } }).peak).toBe(M + M + 3 * M + 3 * 4 + M);
	});

	it('counts constants apart', () => {
		const g = graph();
		const x = input(g, 'x', [100]);
		expect(memoryOf({ graph: g, outputs: { y: add(x, constant(g, new Float32Array(100), [100])) } })).toEqual({ peak: M, constants: M });
	});

	it('spares the parts of a vector where they lie, given and made', () => {
		const g = graph();
		const [first, second] = split(input(g, 'x', [200]), 0, [100, 100]) as [Value, Value];
		const whole = concat([add(first, second), multiply(first, second)], 0);
		expect(memoryOf({ graph: g, outputs: { whole } }, { sparing: true }).peak).toBe(2 * M);
		// Both parts, what is made of them, and the two put together.
		expect(memoryOf({ graph: g, outputs: { whole } }).peak).toBe(4 * M);
	});

	it('spares what the backward pass makes again', () => {
		const g = graph();
		const x = matmul(input(g, 'x', [10, 10]), input(g, 'y', [10, 10]));
		const rows = slice(x, 0, 0, 9);
		const forward = sum(rows, [0]);
		const backward = g.nodes.length;
		// The backward pass reads the rows, and all of what they are rows of.
		const program = { graph: g, backward, outputs: { y: add(matmul(rows, x), forward) } };
		expect(memoryOf(program).peak).toBe(M + 2 * 0.9 * M + 0.1 * M);
		expect(memoryOf(program, { sparing: true }).peak).toBe(M + 0.9 * M + 0.1 * M);
	});
});
