import { readDesign } from '../src/design/design.ts';
import { physicalCores } from '../src/engine/backends/onnx/processor.ts';
import { createEngine } from '../src/engine/create.ts';
import { median, type Row } from './row.ts';
import { pythonWithTorch, startTorch, type Torch } from './torch.ts';

export interface Sizes {
	layers: number;
	width: number;
	heads: number;
	sequence: number;
	batch: number;
}

const SIZES: (Sizes & { vocabulary: number; goal?: string })[] = [
	{ layers: 2, width: 128, heads: 4, sequence: 128, batch: 16, vocabulary: 256, goal: '> 40,000' },
	{ layers: 4, width: 256, heads: 8, sequence: 128, batch: 16, vocabulary: 512 },
	{ layers: 6, width: 384, heads: 6, sequence: 256, batch: 8, vocabulary: 512 },
];
const ROUNDS = 5;
const STEPS = 6;

/** Training steps of GPT-2 shapes on the CPU, alternating with the same steps in eager PyTorch where a Python has it. */
export async function benchTraining(): Promise<Row[]> {
	const python = pythonWithTorch();
	const rows: Row[] = [];
	for (const sizes of SIZES) {
		const torch = python === undefined ? undefined : await startTorch(python, { ...sizes, threads: physicalCores() });
		rows.push(await rowOf(sizes, torch));
		torch?.close();
	}
	return rows;
}

async function rowOf({ goal, ...sizes }: (typeof SIZES)[number], torch: Torch | undefined): Promise<Row> {
	const step = await engineStep(sizes);
	const [ours, theirs]: [number[], number[]] = [[], []];
	await times(step, STEPS);
	await torch?.steps(STEPS);
	for (let round = 0; round < ROUNDS; round++) {
		ours.push(...(await times(step, STEPS)));
		if (torch) theirs.push(...(await torch.steps(STEPS)));
	}
	await step.release();
	const tokens = sizes.sequence * sizes.batch;
	const value = (1000 * tokens) / median(ours);
	const row = {
		name: `train ${sizes.layers} layers of width ${sizes.width}, ${sizes.heads} heads, ${sizes.batch} × ${sizes.sequence}`,
		value,
		unit: 'tokens/s',
		...(goal && { goal }),
	};
	if (!torch) return row;
	const peer = (1000 * tokens) / median(theirs);
	return { ...row, peer: `PyTorch ${torch.version} (${Math.round(peer)})`, ratio: value / peer };
}

type Step = (() => Promise<unknown>) & { release(): Promise<void> };

async function engineStep({ layers, width, heads, sequence, batch, vocabulary }: Sizes & { vocabulary: number }): Promise<Step> {
	const model = { model_type: 'gpt2', n_layer: layers, n_embd: width, n_head: heads, n_positions: sequence, vocab_size: vocabulary };
	const { architecture } = readDesign(JSON.stringify({ model }), { name: 'bench.headroom.json' });
	if (!architecture) throw new Error('the design of the benchmark is unreadable');
	const optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };
	const engine = await createEngine('cpu', { architecture, batchSize: batch, sequenceLength: sequence, optimizer, seed: 0 });
	const inputs = Int32Array.from({ length: sequence * batch }, (_, index) => (index * index + (index >> 3)) % vocabulary);
	const targets = inputs.map((token) => (token * 7 + 3) % vocabulary);
	return Object.assign(() => engine.step({ inputs, targets }, 1e-4), { release: () => engine.release() });
}

async function times(step: Step, count: number): Promise<number[]> {
	const measured: number[] = [];
	for (let index = 0; index < count; index++) {
		const start = performance.now();
		await step();
		measured.push(performance.now() - start);
	}
	return measured;
}
