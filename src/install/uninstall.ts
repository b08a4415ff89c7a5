import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { cudaRuntime, tensorflowRuntime } from '../files/runtimes.ts';
import { inWords } from './reasons.ts';

/** What can be installed, and the folder that each has to itself. */
export const RUNTIMES = {
	cuda: (runtimes: string): string => dirname(cudaRuntime(runtimes)),
	tensorflow: tensorflowRuntime,
} as const;

export type RuntimeName = keyof typeof RUNTIMES;

/** Removes a runtime; throws in words where it cannot be. */
export async function uninstall(name: RuntimeName, runtimes: string): Promise<void> {
	const folder = RUNTIMES[name](runtimes);
	try {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	} catch (error) {
		throw new Error(`${folder} could not be removed: ${inWords(error)}.`);
	}
}
