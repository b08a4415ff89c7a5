import { fork } from 'node:child_process';
import type { Availability } from '../availability.ts';
import { deviceOf, softwareOf } from './device.ts';
import { failureOf, notInstalled } from './failure.ts';
import { installed, places } from './installed.ts';
import type { Library } from './library.mjs';

const PATIENCE = 30_000;

type Answer = Pick<Library, 'kernels' | 'gpu' | 'tensorflow'> | { error: string };

/** Whether TensorFlow.js is there and loads. It is loaded in a child process, which may crash or hang without harm to this one. */
export async function lookAtTensorFlow(from = places(), patience = PATIENCE): Promise<Availability> {
	const found = installed(from);
	if (!found) return { backend: 'tensorflow', ...notInstalled };
	const answer = await ask(found.folder, patience);
	if ('error' in answer) return { backend: 'tensorflow', ...failureOf(found, answer.error) };
	return { backend: 'tensorflow', device: deviceOf(found, answer), driver: softwareOf(found, answer), ...(!answer.gpu && { software: true }) };
}

function ask(entry: string, patience: number): Promise<Answer> {
	return new Promise((resolve) => {
		const child = fork(new URL('./look.mjs', import.meta.url), [entry], {
			execArgv: [],
			// In the editor, this process is Electron.
			env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
			timeout: patience,
			killSignal: 'SIGKILL',
		});
		let said = '';
		child.stderr?.setEncoding('utf8').on('data', (text: string) => {
			said = (said + text).slice(-10_000);
		});
		child.on('message', (answer) => resolve(answer as Answer));
		child.on('error', ({ message }) => resolve({ error: message }));
		child.on('close', (code, signal) => {
			if (signal === 'SIGKILL') return resolve({ error: `it had not loaded after ${patience / 1000} seconds` });
			resolve({ error: signal ? `it crashed (${signal})` : `it ended the process with code ${code}: ${said.trim().split('\n').at(-1)}` });
		});
	});
}
