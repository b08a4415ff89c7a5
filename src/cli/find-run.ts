import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { listRuns, type RunSummary, readRun } from '../training/store.ts';
import { UsageError } from './usage.ts';

/** A run by its id in the working folder, by the beginning of one, or by its folder. */
export async function findRun(name: string): Promise<RunSummary> {
	const known = await listRuns(process.cwd());
	const exact = known.find(({ run }) => run === name);
	if (exact) return exact;
	const folder = resolve(name);
	const isFolder = await stat(folder).then(
		(found) => found.isDirectory(),
		() => false,
	);
	const there = isFolder ? await readRun(folder) : undefined;
	if (there) return there;
	const [begun, ...others] = known.filter(({ run }) => run.startsWith(name));
	if (begun && others.length === 0) return begun;
	throw new UsageError(
		begun
			? `${name} begins more than one run: ${[begun, ...others].map(({ run }) => run).join(', ')}.`
			: `there is no run ${name}; "headroom runs ls" lists them.`,
	);
}
