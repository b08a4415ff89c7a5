import { describe, expect, it } from 'vitest';
import { add, concat, input, largest, matmul, multiply, normalise, relu, reshape, routes, slice, split, toExperts } from '../../../src/engine/builders.ts';
import { createGraph, type Graph, type Value } from '../../../src/engine/graph.ts';
import { operators } from '../../../src/engine/operators/index.ts';
import { remaking } from '../../../src/engine/remaking.ts';

/** Weights `[100]` cut into a matrix and two vectors, and an input to compute with. */
function given() {
	const graph = createGraph(operators);
	const [matrix, scale, shift] = split(input(graph, 'weights', [120]), 0, [100, 10, 10]) as [Value, Value, Value];
	return { graph, matrix: reshape(matrix, [10, 10]), scale, shift, x: input(graph, 'x', [10, 10]) };
}

/** How a value of the forward pass is made again where the backward one reads what is listed. */
const again = (graph: Graph, value: Value, reads: readonly Value[]) => {
	const backward = graph.nodes.length;
	for (const read of reads) relu(read);
	return remaking(graph.nodes, backward)(value);
};

describe('the backward pass makes again', () => {
	it('rows of a value', () => {
		const { graph, x } = given();
		const rows = slice(matmul(x, x), 0, 2, 5);
		expect(again(graph, rows, [rows])).toBe('itself');
	});

	it('parts of a weight', () => {
		const { graph, matrix } = given();
		const [columns] = split(matrix, 1, [4, 6]) as [Value, Value];
		expect(again(graph, columns, [columns])).toBe('itself');
	});

	it('the rows that experts are given', () => {
		const { graph, x, matrix } = given();
		const rows = toExperts(x, routes(largest(matmul(x, matrix), 3), 3));
		expect(again(graph, rows, [rows])).toBe('itself');
	});

	it('normalised rows that are scaled and shifted', () => {
		const { graph, x, scale, shift } = given();
		const { normalised } = normalise(x, { centred: true, epsilon: 1e-5 });
		const scaled = add(multiply(normalised, scale), shift);
		expect(again(graph, scaled, [scaled])).toBe('itself');
	});

	it('what stands in a whole that is kept', () => {
		const { graph, x, matrix } = given();
		const [first, second] = [matmul(x, matrix), matmul(matrix, x)];
		const whole = concat([first, second], 0);
		expect(again(graph, second, [reshape(whole, [200]), second])).toEqual({ of: whole, from: 10, to: 20 });
	});
});

describe('the backward pass keeps', () => {
	it('a product, and what is added to it', () => {
		const { graph, x, matrix, shift } = given();
		const product = matmul(x, matrix);
		const sum = add(product, shift);
		expect(again(graph, product, [product])).toBeUndefined();
		expect(again(graph, sum, [sum])).toBeUndefined();
	});

	it('what stands in a whole that it does not read', () => {
		const { graph, x, matrix } = given();
		const first = matmul(x, matrix);
		relu(concat([first, x], 0));
		expect(again(graph, first, [first])).toBeUndefined();
	});

	it('what it made itself', () => {
		const { graph, x } = given();
		const backward = graph.nodes.length;
		const rows = slice(relu(x), 0, 2, 5);
		expect(remaking(graph.nodes, backward)(rows)).toBeUndefined();
	});
});
