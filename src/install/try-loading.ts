import { execFile } from 'node:child_process';

/** Loads a package, adds two numbers up on it and writes the sum. Functions that Node.js 23 removed and the package calls are put back first. */
const SCRIPT = `
const util = require('node:util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
const tf = require(process.argv[1]);
Promise.resolve(tf.ready()).then(() => console.log('sum', tf.sum(tf.tensor1d([1, 2])).dataSync()[0]));
`;

const PATIENCE = 120_000; // milliseconds: a card's first use may compile its kernels

const FAILURES: [pattern: RegExp, meaning: string][] = [
	[/GLIBC(XX)?_[\d.]+.*not found/, "the system's C or C++ library is older than the one that it was built with: a newer system is needed"],
	[/NODE_MODULE_VERSION|different Node\.js version|napi|NAPI/, 'it was built for another version of Node.js'],
	[/cannot open shared object file|specified module could not be found|image not found/, 'a library that it needs is not on this machine'],
	[/invalid ELF header|wrong ELF class|not a valid Win32 application|incompatible architecture/, 'it was built for another platform'],
	[/SIGILL/, 'it crashed on an instruction that this processor lacks (it needs AVX)'],
	[/SIGSEGV|SIGABRT|SIGBUS/, 'it crashed'],
	[/Cannot find module|tfjs_binding\.node/, 'its native part is missing: its install script did not bring it'],
];

/** Loads TensorFlow.js as a run would, in a process of its own, which may crash. Throws why it does not run, in words. */
export function tryLoading(node: string, folder: string, signal: AbortSignal): Promise<void> {
	return new Promise((done, fail) => {
		const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1', TF_CPP_MIN_LOG_LEVEL: '2' };
		execFile(node, ['-e', SCRIPT, folder], { env, cwd: folder, timeout: PATIENCE, windowsHide: true, signal }, (error, stdout, stderr) => {
			if (signal.aborted) return fail(signal.reason);
			if (error === null && /^sum 3$/m.test(stdout)) return done();
			const text = `${stderr}\n${error?.signal ?? ''}`;
			const meaning = FAILURES.find(([pattern]) => pattern.test(text))?.[1] ?? (error?.killed ? 'it did not come to an end' : 'it failed');
			const told = stderr.split('\n').find((line) => /^\w*Error\b/.test(line)) ?? error?.message.split('\n')[0] ?? stdout.trim();
			fail(new Error(`TensorFlow.js was fetched but does not run here: ${meaning}. Loading it gave: ${told}`));
		});
	});
}
