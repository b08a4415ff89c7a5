import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff.ts';
import type { Program } from '../../../../src/engine/backends/backend.ts';
import { onnxCpu } from '../../../../src/engine/backends/onnx/cpu.ts';
import { crossEntropyGradient, input, scatterRows } from '../../../../src/engine/builders.ts';
import { createGraph, type Value } from '../../../../src/engine/graph.ts';
import { operators } from '../../../../src/engine/operators/index.ts';
import { evaluate } from '../reference/evaluate.ts';
import { expectAgreement } from './agreement.ts';
import { cases } from './cases.ts';
import { apart, programOf, total } from './program.ts';

const STEP = 1e-5;

function byDifferences(program: Program, data: Record<string, ArrayLike<number>>, name: string): number[] {
	const base = Array.from(data[name] ?? []);
	const only = { graph: program.graph, outputs: { scalar: program.outputs.scalar as Value } };
	const at = (index: number, step: number) => evaluate(only, { ...data, [name]: base.with(index, (base[index] ?? 0) + step) }).scalar[0] ?? Number.NaN;
	return base.map((_, index) => (at(index, STEP) - at(index, -STEP)) / (2 * STEP));
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

	it.each(cases)('$name: ONNX Runtime agrees with the reference', (each) => expectAgreement(onnxCpu(1), each, 2e-6));
});

it('an operator without a gradient fails by its name', () => {
	const graph = createGraph(operators);
	const logits = input(graph, 'logits', [2, 3]);
	const targets = input(graph, 'targets', [2], 'int');
	const weights = input(graph, 'weights', [2, 1]);
	const scalar = total(crossEntropyGradient(logits, targets, weights));
	expect(() => gradients(scalar, [logits])).toThrow('the operator cross_entropy_gradient has no gradient');
});

it.each([
	['a small table', 64],
	['a large one', 16_000],
])('updates of %s from several threads are all added', async (_, count) => {
	const [number, width] = [4096, 256];
	const graph = createGraph(operators);
	const table = scatterRows(input(graph, 'rows', [number], 'int'), input(graph, 'updates', [number, width]), count);
	const backend = onnxCpu(2);
	const executable = await backend.compile({ graph, outputs: { table } });
	const rows = Int32Array.from({ length: number }, (_, index) => (index * 7) % 64);
	for (let run = 0; run < 5; run++) {
		const { arrays } = await executable.run({ rows, updates: new Float32Array(number * width).fill(1) });
		expect(arrays.table?.findIndex((sum, index) => sum !== (index < 64 * width ? number / 64 : 0))).toBe(-1);
	}
	await executable.release();
	await backend.release();
});
