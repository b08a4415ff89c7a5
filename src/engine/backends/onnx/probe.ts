import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { InferenceSession } from 'onnxruntime-node';
import { add, input } from '../../builders.ts';
import { createGraph } from '../../graph.ts';
import { operators } from '../../operators/index.ts';
import { lower } from './lower.ts';
import { encodeModel } from './protobuf.ts';
import type { Provider } from './provider.ts';

/** What came of opening a device: the driver's libraries (on Linux), or why it cannot be opened. */
export type Probe = { libraries: string[]; failure?: undefined } | { failure: string };

/** Milliseconds after which a driver that does not answer is given up. */
const PATIENCE = 10_000;

/** Adds two numbers on the device. A program of its own, given as text: it has nothing to import but the runtime. */
const PROGRAM = `
const [runtime, model, options] = process.argv.slice(1);
const { InferenceSession, Tensor } = require(runtime);
InferenceSession.create(Buffer.from(model, 'base64'), JSON.parse(options))
	.then((session) => session.run({ x: new Tensor('float32', Float32Array.of(1), [1]) }))
	.then(({ y }) => {
		if (y.data[0] !== 2) throw new Error('it computes 1 + 1 = ' + y.data[0]);
		const maps = process.platform === 'linux' ? require('node:fs').readFileSync('/proc/self/maps', 'utf8') : '';
		process.stdout.write(JSON.stringify({ maps }), () => process.exit(0));
	})
	.catch((error) => process.stdout.write(JSON.stringify({ failure: error.message }), () => process.exit(1)));
`;

/**
 * Opens a device in another process and computes on it: a driver that crashes or hangs takes nobody down.
 * `runtime` is the folder of an onnxruntime-node.
 */
export function probe(runtime: string, provider: Provider, session: InferenceSession.SessionOptions, patience = PATIENCE): Promise<Probe> {
	const args = ['-e', PROGRAM, runtime, Buffer.from(sum(provider)).toString('base64'), JSON.stringify(session)];
	const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
	return new Promise((resolve) => {
		execFile(process.execPath, args, { env, timeout: patience, killSignal: 'SIGKILL', windowsHide: true }, (error, output, log) => {
			const answer = parsed(output);
			if (answer?.failure !== undefined) resolve({ failure: [answer.failure, ...detail(log)].join(': ') });
			else if (answer?.maps !== undefined) resolve({ libraries: librariesIn(answer.maps) });
			else if (error?.killed) resolve({ failure: `the driver did not answer within ${patience / 1000} s` });
			else resolve({ failure: `opening it ended the process (${error?.signal ?? `code ${error?.code}`})${log.trim() === '' ? '' : `: ${lastLine(log)}`}` });
		});
	});
}

/** The graphics drivers that this process has loaded; none where the system does not tell. */
export const graphicsLibraries = (): string[] => (process.platform === 'linux' ? librariesIn(readFileSync('/proc/self/maps', 'utf8')) : []);

/** Names of files in Linux's list of a process's memory. */
const librariesIn = (maps: string): string[] => [...new Set([...maps.matchAll(/\/([^/\n]*\.so[^/\n]*)$/gm)].map(([, file = '']) => file))];

function parsed(output: string): { failure?: string; maps?: string } | undefined {
	try {
		return JSON.parse(output);
	} catch {
		return undefined;
	}
}

/** Why a library cannot be loaded stands in ONNX Runtime's log alone. */
const detail = (log: string): string[] => /with error: (.*)/.exec(log)?.slice(1) ?? [];

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';

function sum(provider: Provider): Uint8Array {
	const graph = createGraph(operators);
	const x = input(graph, 'x', [1]);
	return encodeModel(lower({ graph, outputs: { y: add(x, x) } }, provider));
}
