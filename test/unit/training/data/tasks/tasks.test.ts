import { describe, expect, it } from 'vitest';
import { TASKS } from '../../../../../src/design/sections.ts';
import type { Batch } from '../../../../../src/engine/engine.ts';
import { uniformNumbers } from '../../../../../src/engine/random.ts';
import { taskDataset } from '../../../../../src/training/data/tasks/dataset.ts';
import { tasks } from '../../../../../src/training/data/tasks/index.ts';

type Name = (typeof TASKS)[number];

/** A window of a task: its inputs, and the place and target of each answer. */
function windowOf(name: Name, sequenceLength: number, seed = 'seed') {
	const inputs = new Int32Array(sequenceLength);
	const targets = new Int32Array(sequenceLength).fill(-1);
	tasks[name].fill(inputs, targets, uniformNumbers(seed));
	return { inputs: [...inputs], answers: [...targets].flatMap((target, place) => (target < 0 ? [] : [{ place, target }])) };
}

describe.each(TASKS)('%s', (name) => {
	it.each([tasks[name].minimum, 16, 17, 64])('stays within its vocabulary in windows of %i', (sequenceLength) => {
		for (let seed = 0; seed < 20; seed++) {
			const { inputs, answers } = windowOf(name, sequenceLength, `${seed}`);
			const tokens = [...inputs, ...answers.map(({ target }) => target)];
			expect(inputs).toHaveLength(sequenceLength);
			expect(answers.length).toBeGreaterThan(0);
			expect(tokens.every((token) => token >= 0 && token < tasks[name].vocabulary(sequenceLength))).toBe(true);
		}
	});

	it('is drawn by seed, step and row, and never what it is evaluated on', () => {
		const rows = ({ inputs, targets }: Batch): string[] =>
			Array.from({ length: 4 }, (_, row) => [...inputs.slice(row * 16, row * 16 + 16), ...targets.slice(row * 16, row * 16 + 16)].join());
		const shape = { batchSize: 4, sequenceLength: 16 };
		const dataset = taskDataset(name, shape, 0);
		const training = [1, 2, 3].flatMap((step) => rows(dataset.training(step)));
		expect([3, 1, 2].flatMap((step) => rows(taskDataset(name, shape, 0).training(step)))).toEqual([...training.slice(8), ...training.slice(0, 8)]);
		const validation = [...dataset.validation()].flatMap(rows);
		expect(validation).toHaveLength(128);
		expect(new Set([...training, ...validation]).size).toBe(12 + 128);
		expect(rows(taskDataset(name, shape, 1).training(1))).not.toEqual(training.slice(0, 4));
		expect([...taskDataset(name, shape, 1).validation()].flatMap(rows)).toEqual(validation);
		expect([...dataset.probe()].join()).toBe(validation[0]?.split(',').slice(0, 16).join());
	});
});

it('leaves rows that are no window uncounted', () => {
	const counts = [...taskDataset('copy', { batchSize: 48, sequenceLength: 8 }, 0).validation()].map(
		({ targets }) => targets.filter((target) => target >= 0).length,
	);
	expect(counts).toEqual([48 * 4, 48 * 4, 32 * 4]);
});

describe('the answers', () => {
	it.each([16, 17])('of copy are the symbols before the mark, in windows of %i', (sequenceLength) => {
		const { inputs, answers } = windowOf('copy', sequenceLength);
		expect(answers).toEqual(inputs.slice(0, 8).map((target, index) => ({ place: 8 + index, target })));
		expect(inputs[8]).toBe(32);
		expect(inputs.slice(9)).toEqual(inputs.slice(0, sequenceLength - 9));
	});

	it('of associative-recall are the values of the keys', () => {
		const { inputs, answers } = windowOf('associative-recall', 32);
		const values = new Map(Array.from({ length: 8 }, (_, pair) => [inputs[2 * pair], inputs[2 * pair + 1]]));
		expect(values.size).toBe(8);
		expect(answers.map(({ place }) => place)).toEqual([16, 18, 20, 22, 24, 26, 28, 30]);
		for (const { place, target } of answers) {
			expect(target).toBe(values.get(inputs[place]));
			expect(inputs[place + 1]).toBe(target);
		}
		expect(new Set(answers.map(({ place }) => inputs[place])).size).toBe(8);
	});

	it('of nearest-neighbour are symbols of the first half, and the same relation in every window', () => {
		const nearer = new Map<string, Set<string>>();
		for (let seed = 0; seed < 200; seed++) {
			const { inputs, answers } = windowOf('nearest-neighbour', 8, `${seed}`);
			for (const { place, target } of answers) {
				expect(inputs.slice(0, 4)).toContain(target);
				for (const other of inputs.slice(0, 4)) {
					if (other === target) continue;
					// Once nearer, always nearer.
					expect(nearer.get(`${inputs[place]} ${other}`)?.has(`${target}`) ?? false).toBe(false);
					const beaten = nearer.get(`${inputs[place]} ${target}`) ?? new Set();
					nearer.set(`${inputs[place]} ${target}`, beaten.add(`${other}`));
				}
			}
		}
	});

	it('of permutation are each token of the first half once, found by its label', () => {
		const { inputs, answers } = windowOf('permutation', 32);
		const labelled = inputs.slice(0, 16);
		expect(labelled.map((token) => Math.floor(token / 4)).sort((a, b) => a - b)).toEqual(Array.from({ length: 16 }, (_, label) => label));
		for (const { place, target } of answers) expect(Math.floor(target / 4)).toBe((inputs[place] as number) - 64);
		expect(answers.map(({ target }) => target).sort()).toEqual([...labelled].sort());
	});
});
