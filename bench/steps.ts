import { createInterface } from 'node:readline';
import type { BackendName } from '../src/engine/backends/backend.ts';
import { createEngine } from '../src/engine/create.ts';
import type { Engine } from '../src/engine/engine.ts';
import { gpt2, OPTIMIZER } from './gpt2.ts';
import type { Sizes } from './stepper.ts';

/** Makes the engine's training steps for `training.ts`, in a process of its own. Answers as `training.py` does: a line of JSON for each. */
async function main(backend: BackendName): Promise<void> {
	const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
	const sizes: Sizes = JSON.parse((await lines.next()).value);
	const engine = await engineOf(backend, sizes);
	const batch = batchOf(sizes);
	answer({ name: `Headroom, ${engine.backend} on ${engine.device}` });
	for await (const line of { [Symbol.asyncIterator]: () => lines }) {
		const { ask, count } = JSON.parse(line);
		if (ask === 'steps') answer(await timesOf(count, () => engine.step(batch, 1e-4)));
		else answer(ask === 'memory' ? process.resourceUsage().maxRSS * 1024 : null);
	}
	await engine.release();
}

const answer = (value: unknown): void => console.log(JSON.stringify(value));

function engineOf(backend: BackendName, sizes: Sizes): Promise<Engine> {
	const { sequence, batch, threads } = sizes;
	return createEngine(backend, { architecture: gpt2(sizes), batchSize: batch, sequenceLength: sequence, optimizer: OPTIMIZER, seed: 0, threads });
}

function batchOf({ sequence, batch, vocabulary }: Sizes) {
	const inputs = Int32Array.from({ length: sequence * batch }, (_, index) => (index * index + (index >> 3)) % vocabulary);
	return { inputs, targets: inputs.map((token) => (token * 7 + 3) % vocabulary) };
}

async function timesOf(count: number, step: () => Promise<unknown>): Promise<number[]> {
	const measured: number[] = [];
	for (let index = 0; index < count; index++) {
		const start = performance.now();
		await step();
		measured.push(performance.now() - start);
	}
	return measured;
}

void main(process.argv[2] as BackendName);
