import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Exit } from './run-state.ts';

export interface TrainerOptions {
	/** The bundled trainer. */
	script: string;
	/** The Node.js that runs it; the editor's own unless given. */
	node: string;
	/** Where stderr is kept until the run has ended. */
	logFolder: string;
	environment: NodeJS.ProcessEnv;
}

export interface TrainerTask {
	design: string;
	/** The run's folder, which the trainer makes. */
	folder: string;
	/** Files outside this folder are not read. */
	workspace: string;
	/** Names the file of stderr. */
	id: string;
	/** What trains it, or `auto`. */
	backend: string;
}

/** Starts a run in a process of its own, which outlives the editor; `exit` comes when it ends while this window lives. */
export async function startTrainer(task: TrainerTask, { script, node, logFolder, environment }: TrainerOptions): Promise<{ exit: Promise<Exit> }> {
	await mkdir(logFolder, { recursive: true });
	const log = join(logFolder, `${task.id}.txt`);
	// A pipe would break with the window, and the run with it: stderr goes to a file.
	const stderr = openSync(log, 'w');
	const child = spawn(node || process.execPath, [script, task.design, '--out', task.folder, '--workspace', task.workspace, '--backend', task.backend], {
		cwd: task.workspace,
		detached: true,
		windowsHide: true,
		stdio: ['ignore', 'ignore', stderr],
		env: environment,
	});
	closeSync(stderr);
	child.unref();
	yieldToEditor(child.pid);
	const exit = new Promise<Exit>((resolve) => {
		const end = async (code: number | null, signal: string | null, reason?: string) => {
			const written = await readFile(log, 'utf8').catch(() => '');
			await rm(log, { force: true }).catch(() => undefined);
			resolve({ code, signal, stderr: reason ?? written });
		};
		child.once(
			'error',
			(error) => void end(null, null, `${node || process.execPath} could not be started: ${error.message}. The setting headroom.train.node names it.`),
		);
		child.once('exit', (code, signal) => void end(code, signal));
	});
	return { exit };
}

/** A run takes every core: the editor goes first, so that typing stays smooth. */
function yieldToEditor(pid: number | undefined): void {
	if (pid === undefined) return;
	try {
		setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
	} catch {
		// Where the system does not allow it, the run is as important as anything else.
	}
}
