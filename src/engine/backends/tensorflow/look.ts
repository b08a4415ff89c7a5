import { fork } from 'node:child_process';
import type { Availability } from '../availability.ts';
import { deviceOf, softwareOf } from './device.ts';
import { failureOf, notInstalled } from './failure.ts';
import { installed, places } from './installed.ts';
import type { Library } from './library.mjs';

/** Milliseconds after which a library that does not load is given up: it is several hundred megabytes large. */
const PATIENCE = 30_000;

type Answer = Pick<Library, 'kernels' | 'gpu' | 'tensorflow'> | { error: string };

/** Whether TensorFlow.js is there and loads. It is loaded in a child process, which may crash or hang without harm to this one. */
export async function lookAtTensorFlow(from = places(), patience = PATIENCE): Promise<Availability> {
	const found = installed(from);
	if (!found) return { backend: 'tensorflow', ...notInstalled };
	const { answer, log } = await ask(found.folder, patience);
	if ('error' in answer) return { backend: 'tensorflow', ...failureOf(found, answer.error) };
	const missing = [...new Set([...log.matchAll(/Could not load dynamic library '([^']+)'/g)].map(([, library = '']) => library))];
	return { backend: 'tensorflow', device: await deviceOf(found, answer, missing), driver: softwareOf(found, answer), ...(!answer.gpu && { software: true }) };
}

/** What the child process says, and what the library wrote to its log. */
function ask(entry: string, patience: number): Promise<{ answer: Answer; log: string }> {
	return new Promise((resolve) => {
		const child = fork(new URL('./look.mjs', import.meta.url), [entry], {
			execArgv: [],
			// In the editor, this process is Electron.
			env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
			timeout: patience,
			killSignal: 'SIGKILL',
		});
		let answer: Answer | undefined;
		let log = '';
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			log = (log + text).slice(-100_000);
		});
		child.on('message', (message) => {
			answer = message as Answer;
		});
		child.on('error', ({ message }) => resolve({ answer: { error: message }, log }));
		child.on('close', (code, signal) => resolve({ answer: answer ?? { error: ended(code, signal, log, patience) }, log }));
	});
}

function ended(code: number | null, signal: NodeJS.Signals | null, log: string, patience: number): string {
	if (signal === 'SIGKILL') return `it had not loaded after ${patience / 1000} seconds`;
	if (signal) return `loading it crashed (${signal})`;
	return `loading it ended the process with code ${code}${log.trim() === '' ? '' : `: ${log.trim().split('\n').at(-1)}`}`;
}
