import { afterEach, expect, it, vi } from 'vitest';
import type { Batch, Engine } from '../../../src/engine/engine.ts';
import type { Dataset } from '../../../src/training/data/dataset.ts';
import { evaluate } from '../../../src/training/evaluate.ts';

afterEach(() => vi.restoreAllMocks());

const batch: Batch = { inputs: new Int32Array(10), targets: new Int32Array(10) };

/** Evaluates ten batches of ten tokens, each of which takes so many milliseconds. */
async function told(milliseconds: number, size?: Dataset['size']): Promise<[number, number][]> {
	let time = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => time);
	const engine = {
		async evaluate() {
			time += milliseconds;
			return { loss: 2, targets: 10 };
		},
	} as Partial<Engine> as Engine;
	const dataset = {
		size,
		validation: () => Array.from({ length: 10 }, () => batch),
		validationBytes: undefined,
		hasAnswers: false,
	} as Partial<Dataset> as Dataset;
	const words: [number, number][] = [];
	const evaluated = await evaluate(
		engine,
		dataset,
		() => false,
		(done, total) => words.push([done, total]),
	);
	expect(evaluated).toEqual({ loss: 2, perplexity: Math.exp(2) });
	return words;
}

const text = { tokens: 1000, training: 898, validation: 102 };

it('an evaluation that takes long tells once a second how many tokens it has read', async () => {
	expect(await told(400, text)).toEqual([
		[30, 102],
		[60, 102],
		[90, 102],
	]);
});

it('a short one, or one of a task, tells nothing', async () => {
	expect(await told(90, text)).toEqual([]);
	expect(await told(400)).toEqual([]);
});
