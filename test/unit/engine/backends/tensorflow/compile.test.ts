import { rmSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { compile } from '../../../../../src/engine/backends/tensorflow/compile.ts';
import { kernels } from '../../../../../src/engine/backends/tensorflow/kernels/index.ts';
import { loadTensorFlow } from '../../../../../src/engine/backends/tensorflow/open.ts';
import { add, constant, exp, input, multiply, reshape, scale, split, tanh } from '../../../../../src/engine/builders.ts';
import { createGraph, type Value } from '../../../../../src/engine/graph.ts';
import { operators } from '../../../../../src/engine/operators/index.ts';
import { routedOperators } from '../../operators/cases.ts';
import { sources, standIn } from './stand-in.ts';

const runtimes = standIn(sources.cpu);
process.env.HEADROOM_RUNTIMES = runtimes;
afterAll(() => rmSync(runtimes, { recursive: true }));
const { tf } = await loadTensorFlow();

it('every operator has a kernel, but the input and those of routed tokens', () => {
	expect(Object.keys(kernels).toSorted()).toEqual(
		Object.keys(operators)
			.filter((name) => name !== 'input' && !routedOperators.includes(name))
			.toSorted(),
	);
});

it('a tensor goes after its last use: a long chain takes no more memory than a short one', async () => {
	const bytesOf = async (length: number): Promise<number> => {
		const graph = createGraph(operators);
		const x = input(graph, 'x', [1000]);
		let y = x;
		for (let link = 0; link < length; link++) y = add(tanh(scale(y, 0.5)), x);
		const executable = compile(tf, { graph, outputs: { y } }, []);
		const { peakBytes } = await tf.profile(() => executable.run({ x: new Float32Array(1000).fill(0.1) }) as never);
		await executable.release();
		return peakBytes;
	};
	const short = await bytesOf(4);
	expect(short).toBeGreaterThan(8000);
	expect(await bytesOf(40)).toBe(short);
});

it('gives a value out under two names, an input and a constant as they are, and outlives what it was given', async () => {
	const before = tf.memory().numTensors;
	const graph = createGraph(operators);
	const x = input(graph, 'x', [2]);
	const [first, unused] = split(exp(x), 0, [1, 1]) as [Value, Value];
	const numbers = Float32Array.of(3, 4);
	const outputs = { first, again: first, x, same: reshape(x, [2, 1]), constant: constant(graph, numbers, [2]) };
	const executable = compile(tf, { graph, outputs }, ['x', 'same']);
	const given = Float32Array.of(0, 1);
	const { arrays, held } = await executable.run({ x: given });
	given.fill(9);
	numbers.fill(9);
	expect(arrays).toEqual({ first: Float32Array.of(1), again: Float32Array.of(1), constant: Float32Array.of(3, 4) });
	await executable.release();
	for (const each of Object.values(held)) {
		expect(await each.read()).toEqual(Float32Array.of(0, 1));
		each.release();
	}
	expect(unused.shape).toEqual([1]);
	expect(tf.memory().numTensors).toBe(before);
});

it('a run that fails leaves nothing behind, and says what it lacks', async () => {
	const graph = createGraph(operators);
	const [x, y] = [input(graph, 'x', [2]), input(graph, 'y', [2])];
	const executable = compile(tf, { graph, outputs: { z: multiply(exp(x), y) } }, []);
	const before = tf.memory().numTensors;
	await expect(executable.run({ x: Float32Array.of(1, 2) })).rejects.toThrow("the graph's input y is missing");
	const elsewhere = { read: async () => new Float32Array(2), release: () => {} };
	await expect(executable.run({ x: Float32Array.of(1, 2), y: elsewhere })).rejects.toThrow('y is held by another backend');
	expect(tf.memory().numTensors).toBe(before);
});
