// Trainings go on when their window closes, so whoever ends the whole VS Code ends them too.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Asks the runs of a workspace that still train to end with a checkpoint, and waits for them at most `wait` milliseconds; what is left then is killed.
 * @param {string} workspace folder
 * @param {number} [wait]
 */
export async function stopRuns(workspace, wait = 10_000) {
	const store = join(workspace, '.headroom/runs');
	if (!existsSync(store)) return;
	const living = () =>
		readdirSync(store)
			.map((run) => join(store, run))
			.filter((run) => processOf(run) !== undefined);
	for (const run of living()) writeFileSync(join(run, 'stop'), '');
	const deadline = Date.now() + wait;
	while (living().length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
	for (const run of living()) process.kill(/** @type {number} */ (processOf(run)), 'SIGKILL');
}

/**
 * The process that trains in a run's folder, if it lives.
 * @param {string} run
 * @returns {number | undefined}
 */
function processOf(run) {
	try {
		const { pid } = JSON.parse(readFileSync(join(run, 'process.json'), 'utf8'));
		process.kill(pid, 0);
		return pid;
	} catch {
		return undefined;
	}
}
