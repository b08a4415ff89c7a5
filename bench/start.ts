import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createEngine } from '../src/engine/create.ts';
import { gpt2, OPTIMIZER } from './gpt2.ts';
import { median, type Row } from './row.ts';

const ROUNDS = 5;

/** What a person waits for: the first step after the command, and the graph of a deep model. */
export async function benchStart(): Promise<Row[]> {
	return [
		{ name: 'headroom train on the sample, command to first step', value: await middle(firstStep), unit: 'ms', goal: '≤ 2,000' },
		{ name: 'make the training step of 12 layers', value: await middle(deepEngine), unit: 'ms', goal: '≤ 500' },
	];
}

async function middle(measure: () => Promise<number>): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < ROUNDS; round++) times.push(await measure());
	return median(times);
}

async function firstStep(): Promise<number> {
	const folder = await mkdtemp(join(tmpdir(), 'headroom-bench-'));
	await cp('examples/sample', folder, { recursive: true });
	const begun = performance.now();
	const child = spawn(process.execPath, [join(__dirname, 'cli.js'), 'train', 'tiny.headroom.yaml', '--json'], {
		cwd: folder,
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	for await (const line of createInterface({ input: child.stdout })) if (JSON.parse(line).type === 'step') break;
	const taken = performance.now() - begun;
	child.kill('SIGKILL');
	await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	return taken;
}

/** The weights are small, so that what is timed is the graph: they are drawn before the first step too. */
async function deepEngine(): Promise<number> {
	const architecture = gpt2({ layers: 12, width: 64, heads: 4, sequence: 128, vocabulary: 256 });
	const begun = performance.now();
	const engine = await createEngine('cpu', { architecture, batchSize: 2, sequenceLength: 128, optimizer: OPTIMIZER, seed: 0 });
	const taken = performance.now() - begun;
	await engine.release();
	return taken;
}
