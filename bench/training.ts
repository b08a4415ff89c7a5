import { flops } from '../src/analysis/flops.ts';
import type { BackendName } from '../src/engine/backends/backend.ts';
import { physicalCores } from '../src/engine/backends/onnx/processor.ts';
import { sources, standIn } from '../test/unit/engine/backends/tensorflow/stand-in.ts';
import { gpt2 } from './gpt2.ts';
import { median, type Row } from './row.ts';
import { pythonWithTorch, type Sizes, type Stepper, startEngine, startTorch } from './stepper.ts';

const SIZES: Omit<Sizes, 'threads'>[] = [
	{ layers: 2, width: 128, heads: 4, sequence: 128, batch: 16, vocabulary: 256 },
	{ layers: 4, width: 256, heads: 8, sequence: 128, batch: 16, vocabulary: 512 },
	{ layers: 6, width: 384, heads: 6, sequence: 256, batch: 8, vocabulary: 512 },
];
const ROUNDS = 6;
const STEPS = 5;

/**
 * Training steps of GPT-2 shapes, in turns with the same steps of PyTorch, eager and compiled, where a Python has it, and of the engine's
 * graph on TensorFlow.js. With them the memory of each process, and what share of the processor's rate in a large product is reached.
 */
export async function* benchTraining(backend: BackendName = 'cpu'): AsyncGenerator<Row> {
	const device = backend === 'cuda' || backend === 'webgpu' ? 'cuda' : 'cpu';
	const python = pythonWithTorch(device);
	const ratios: number[] = [];
	for (const [index, shape] of SIZES.entries()) {
		const sizes = { ...shape, threads: physicalCores() };
		const measured = await rowsOf(backend, sizes, python === undefined ? undefined : { python, device });
		yield* measured.rows;
		if (index === 0 && backend === 'cpu') yield await rowOfTensorFlow(sizes, measured.rows[0]?.value ?? Number.NaN);
		if (measured.eager !== undefined) ratios.push(measured.eager);
	}
	if (ratios.length === 0) return;
	const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
	yield { name: 'all three sizes, geometric mean against eager', value: mean, unit: '×', goal: '≥ 1.3' };
}

async function rowsOf(
	backend: BackendName,
	sizes: Sizes,
	torch: { python: string; device: 'cpu' | 'cuda' } | undefined,
): Promise<{ rows: Row[]; eager?: number }> {
	const ours = await startEngine(backend, sizes);
	const [eager, compiled] =
		torch === undefined ? [] : await Promise.all([startTorch(torch.python, 'eager', torch.device, sizes), startCompiled(torch.python, torch.device, sizes)]);
	const peers = [eager, compiled].filter((peer) => peer !== undefined);
	const times = await inTurns([ours, ...peers]);
	const speed = (stepper: Stepper): number => (1000 * sizes.sequence * sizes.batch) / median(times.get(stepper) ?? []);
	const name = `train ${sizes.layers} layers of width ${sizes.width}, ${sizes.batch} × ${sizes.sequence}`;
	const rows: Row[] = [{ name, value: speed(ours), unit: 'tokens/s', ...(peers.length === 0 && { peer: ours.name }) }];
	for (const peer of peers)
		rows.push({ name: '', value: speed(peer), unit: 'tokens/s', peer: peer.name, ratio: speed(ours) / speed(peer), ...(peer === eager && { goal: '≥ 1' }) });
	const peak = await eager?.matmulPeak();
	if (peak) {
		rows.push({ name: '  of the rate of a large product', value: (100 * speed(ours) * flopsOfToken(sizes)) / peak, unit: '%' });
		rows.push({ name: '  the same of PyTorch, eager', value: (100 * speed(eager as Stepper) * flopsOfToken(sizes)) / peak, unit: '%' });
	}
	const [memory, theirs] = [await ours.peakMemory(), await eager?.peakMemory()];
	const MEBI = 2 ** 20;
	rows.push({
		name: '  memory at most',
		value: memory / MEBI,
		unit: 'MiB',
		...(theirs && { peer: `PyTorch's (${Math.round(theirs / MEBI)})`, ratio: memory / theirs, goal: '≤ 1' }),
	});
	for (const stepper of [ours, ...peers]) stepper.close();
	return { rows, ...(eager && { eager: speed(ours) / speed(eager) }) };
}

/** The same graph on TensorFlow.js: tfjs-node where it is installed, else the WASM kernels of its npm package, which take seconds for a step. */
async function rowOfTensorFlow(sizes: Sizes, ours: number): Promise<Row> {
	const theirs = await startEngine('tensorflow', sizes, { HEADROOM_RUNTIMES: process.env.HEADROOM_RUNTIMES ?? standIn(sources.wasm) });
	await theirs.steps(1);
	const value = (1000 * sizes.sequence * sizes.batch) / median(await theirs.steps(STEPS));
	theirs.close();
	return { name: '', value, unit: 'tokens/s', peer: theirs.name, ratio: ours / value };
}

/** Undefined where no compiler is at hand: torch.compile needs one for C++. */
async function startCompiled(python: string, device: 'cpu' | 'cuda', sizes: Sizes): Promise<Stepper | undefined> {
	const stepper = await startTorch(python, 'compile', device, sizes);
	return stepper.steps(1).then(
		() => stepper,
		() => undefined,
	);
}

async function inTurns(steppers: readonly Stepper[]): Promise<Map<Stepper, number[]>> {
	const times = new Map<Stepper, number[]>(steppers.map((stepper) => [stepper, []]));
	for (const stepper of steppers) await stepper.steps(STEPS);
	for (let round = 0; round < ROUNDS; round++) for (const stepper of steppers) times.get(stepper)?.push(...(await stepper.steps(STEPS)));
	return times;
}

/** Operations of a training step for one token: forward, and twice as many backward. Attention counts every key that the mask lets a query see. */
const flopsOfToken = (sizes: Sizes): number => flops(gpt2(sizes), sizes.sequence).trainingPerToken.value ?? 0;
