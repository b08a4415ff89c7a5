import type { Backend } from '../backend.ts';
import { compile } from './compile.ts';
import { deviceOf } from './device.ts';
import { failureOf, notInstalled } from './failure.ts';
import { hold } from './held.ts';
import { type Installed, installed, places } from './installed.ts';
import { type Library, openLibrary } from './library.mjs';

/** The backend of the TensorFlow.js that is installed; throws as `loadTensorFlow` does. */
export async function openTensorFlow(from = places()): Promise<Backend> {
	const library = await loadTensorFlow(from);
	const { tf, found } = library;
	return {
		name: 'tensorflow',
		device: await deviceOf(found, library),
		// One run keeps all that TensorFlow.js has busy.
		lanes: () => 1,
		compile: async (program, { held = [] } = {}) => compile(tf, program, held),
		hold: async (numbers) => hold(tf.tensor1d(numbers.slice())),
		// The library stays loaded, for a process cannot load it twice; what programs and holders have is theirs to release.
		release: async () => {},
	};
}

/** TensorFlow.js, from wherever it is installed; throws in words, with what to do, where it is not or does not load. */
export async function loadTensorFlow(from = places()): Promise<Library & { found: Installed }> {
	const found = installed(from);
	if (!found) throw new Error(`${notInstalled.reason} ${notInstalled.remedy}`);
	try {
		return { ...(await openLibrary(found.folder)), found };
	} catch (error) {
		const { reason, remedy } = failureOf(found, (error as Error).message);
		throw new Error(`${reason} ${remedy}`);
	}
}
