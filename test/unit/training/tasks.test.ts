import { expect, it, vi } from 'vitest';
import { newWorkspace, ofType } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 120_000 });

const design = (keys: string): string => `model:
  model_type: gpt2
  vocab_size: 80
  n_embd: 32
  n_layer: 1
  n_head: 1
  n_inner: 32
  n_positions: 32
data:
${keys}
training:
  batch_size: 32
  measure_rank_every: 1000
  checkpoint_every: 1000
`;

async function accuracies(text: string, set: string[]): Promise<number[]> {
	const { events } = await newWorkspace({ 'tiny.headroom.yaml': text }).train({ set });
	return ofType(events, 'evaluation').map(({ accuracy }) => accuracy ?? Number.NaN);
}

it('a small model learns to copy: its accuracy rises from chance to all', async () => {
	const copy = design('  task: copy\n  sequence_length: 16');
	const [first = 1, ...later] = await accuracies(copy, ['training.steps=200', 'training.learning_rate=1e-2', 'training.evaluate_every=20']);
	expect(first).toBeLessThan(0.3);
	expect(later.at(-1)).toBeGreaterThan(0.95);
});

it('many small heads learn a permutation worse than one large head of as many parameters', async () => {
	const task = design('  task: permutation\n  sequence_length: 32');
	const last = async (heads: number) => {
		const set = ['training.steps=200', 'training.learning_rate=3e-3', 'training.evaluate_every=200', `model.n_head=${heads}`];
		return (await accuracies(task, set)).at(-1);
	};
	expect(await last(1)).toBeGreaterThan(0.97);
	expect(await last(16)).toBeLessThan(0.85);
});
