import { describe, expect, it } from 'vitest';
import { add, constant, input, matmul, multiply, reshape, split } from '../../../src/engine/builders.ts';
import { createGraph } from '../../../src/engine/graph.ts';
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

	it('counts constants apart', () => {
		const g = graph();
		const x = input(g, 'x', [100]);
		expect(memoryOf({ graph: g, outputs: { y: add(x, constant(g, new Float32Array(100), [100])) } })).toEqual({ peak: M, constants: M });
	});
});
