import { describe, expect, it } from 'vitest';
import { sweepPoints } from '../../../src/training/sweep.ts';

const points = (sweep: string) => sweepPoints(`model: { model_type: llama }\n${sweep}`, 'a.headroom.yaml');

describe('a sweep', () => {
	it('is a grid over its keys, the last one changing first', () => {
		const grid = points('sweep:\n  model.num_attention_heads: [2, 4]\n  training.schedule: [cosine, linear]\n');
		expect(grid.map(({ name }) => name)).toEqual([
			'num_attention_heads=2, schedule=cosine',
			'num_attention_heads=2, schedule=linear',
			'num_attention_heads=4, schedule=cosine',
			'num_attention_heads=4, schedule=linear',
		]);
		expect(grid[1]?.settings).toEqual([
			{ path: ['model', 'num_attention_heads'], value: 2 },
			{ path: ['training', 'schedule'], value: 'linear' },
		]);
	});

	it('may be one point', () => expect(points('sweep: { data.sequence_length: [64] }')).toHaveLength(1));

	it.each([
		['', 'has no sweep: give it keys and lists'],
		['sweep: {}', 'has no sweep'],
		['sweep: { model.head_dim: 8 }', 'model.head_dim must be a list'],
		['sweep: { model.head_dim: [] }', 'model.head_dim must be a list'],
		['sweep: { head_dim: [8] }', 'head_dim is no key of a design'],
		['sweep: { budget: [8] }', 'budget is no key of a design'],
		[`sweep: { model.a: [${Array.from({ length: 40 }).fill(1)}], model.b: [${Array.from({ length: 40 }).fill(1)}] }`, 'has 1600 points, more than 1000'],
	])('%s is refused', (sweep, message) => expect(() => points(sweep)).toThrow(message));
});
