import { expect, it } from 'vitest';
import { add, filled, input, matmul, multiply, transpose } from '../../../src/engine/builders.ts';
import { createGraph, within } from '../../../src/engine/graph.ts';
import { operators } from '../../../src/engine/operators/index.ts';

const graphWith = () => {
	const graph = createGraph(operators);
	return { graph, a: input(graph, 'a', [2, 3]), b: input(graph, 'b', [3, 4]) };
};

it('shapes are known when a node is built', () => {
	const { a, b } = graphWith();
	expect(matmul(a, b).shape).toEqual([2, 4]);
	expect(matmul(b, a, { transposeA: true, transposeB: true }).shape).toEqual([4, 2]);
});

it('operands that do not fit fail where they are built, in the words of the model', () => {
	const { graph, a } = graphWith();
	const build = () => within(graph, 'layer 3', () => within(graph, 'attention (heads 4)', () => matmul(a, a)));
	expect(build).toThrow('layer 3, attention (heads 4): matmul of [2, 3] and [2, 3]: [2, 3] · [2, 3]: the inner sizes 3 and 2 differ');
	expect(() => add(a, filled(graph, [2], 0))).toThrow('add of [2, 3] and [2]: axis 1 is 3 in one and 2 in the other');
});

it('equal nodes are made once', () => {
	const { graph, a } = graphWith();
	const before = multiply(a, a);
	const count = graph.nodes.length;
	expect(multiply(a, a)).toBe(before);
	expect(graph.nodes).toHaveLength(count);
});

it('a product takes the transpose of its operand into itself', () => {
	const { a } = graphWith();
	expect(matmul(a, transpose(a, [1, 0])).node).toMatchObject({ operator: 'matmul', inputs: [a, a], attributes: { transposeB: true } });
});
