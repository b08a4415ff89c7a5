import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Shapes of GPT-2, as a step is timed with. */
export interface Sizes {
	layers: number;
	width: number;
	heads: number;
	sequence: number;
	batch: number;
	vocabulary: number;
	threads: number;
}

/** A process that makes training steps and nothing else, so that its memory can be told from the others'. */
export interface Stepper {
	/** What makes the steps: "PyTorch 2.13.0, eager". */
	name: string;
	/** Milliseconds of each step. */
	steps(count: number): Promise<number[]>;
	/** The most memory that the process held, in bytes. */
	peakMemory(): Promise<number>;
	/** Floating-point operations in a second of a large matrix product, where it can tell. */
	matmulPeak(): Promise<number | null>;
	close(): void;
}

/** The first Python whose torch runs on the device: $HEADROOM_PYTHON, then python3; undefined where there is none. */
export function pythonWithTorch(device: 'cpu' | 'cuda'): string | undefined {
	const check = device === 'cpu' ? 'import torch' : 'import torch; assert torch.cuda.is_available()';
	const candidates = [process.env.HEADROOM_PYTHON, 'python3'].filter((python) => python !== undefined);
	return candidates.find((python) => spawnSync(python, ['-c', check], { stdio: 'ignore' }).status === 0);
}

/** The engine on one of its backends: `steps.ts`. */
export const startEngine = (backend: string, sizes: Sizes, environment: NodeJS.ProcessEnv = {}): Promise<Stepper> =>
	start(process.execPath, [join(__dirname, 'bench-steps.js'), backend], sizes, environment);

/** `training.py`, from the repository's root. */
export const startTorch = (python: string, mode: 'eager' | 'compile', device: 'cpu' | 'cuda', sizes: Sizes): Promise<Stepper> =>
	start(python, ['bench/training.py', mode, device], sizes);

async function start(command: string, args: readonly string[], sizes: Sizes, environment: NodeJS.ProcessEnv = {}): Promise<Stepper> {
	const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...environment } });
	const answers = answersOf(child);
	const ask = async <T>(question: unknown): Promise<T> => {
		child.stdin?.write(`${JSON.stringify(question)}\n`);
		const { value } = await answers.next();
		if (value === undefined) throw new Error(`${args[0]} ended without an answer`);
		return JSON.parse(value);
	};
	const { name } = await ask<{ name: string }>(sizes);
	return {
		name,
		steps: (count) => ask<number[]>({ ask: 'steps', count }),
		peakMemory: () => ask<number>({ ask: 'memory' }),
		matmulPeak: () => ask<number | null>({ ask: 'matmul' }),
		close: () => child.stdin?.end(),
	};
}

function answersOf(child: ChildProcess): AsyncIterator<string> {
	if (!child.stdout) throw new Error('a process without output');
	return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}
