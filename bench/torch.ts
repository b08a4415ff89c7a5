import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Sizes } from './training.ts';

/** A PyTorch process that makes the same steps. */
export interface Torch {
	version: string;
	/** Milliseconds of each step. */
	steps(count: number): Promise<number[]>;
	close(): void;
}

/** The first Python that has torch: $HEADROOM_PYTHON, then python3; undefined where there is none. */
export function pythonWithTorch(): string | undefined {
	const candidates = [process.env.HEADROOM_PYTHON, 'python3'].filter((python) => python !== undefined);
	return candidates.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0);
}

/** Starts `bench/training.py` with these sizes; run from the repository's root. */
export async function startTorch(python: string, sizes: Sizes & { threads: number; vocabulary: number }): Promise<Torch> {
	const child = spawn(python, ['bench/training.py'], { stdio: ['pipe', 'pipe', 'inherit'] });
	const answers = answersOf(child);
	const ask = async (question: unknown): Promise<unknown> => {
		child.stdin?.write(`${JSON.stringify(question)}\n`);
		const { value } = await answers.next();
		if (value === undefined) throw new Error('bench/training.py ended without an answer');
		return JSON.parse(value);
	};
	const { torch: version } = (await ask(sizes)) as { torch: string };
	return { version, steps: async (count) => (await ask({ steps: count })) as number[], close: () => child.stdin?.end() };
}

function answersOf(child: ChildProcess): AsyncIterator<string> {
	if (!child.stdout) throw new Error('bench/training.py has no output');
	return createInterface({ input: child.stdout })[Symbol.asyncIterator]();
}
