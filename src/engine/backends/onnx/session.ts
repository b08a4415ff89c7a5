import type { InferenceSession } from 'onnxruntime-node';
import type { Shape } from '../../graph.ts';
import type { Data } from '../backend.ts';
import { isNumbers, type Numbers } from './numbers.ts';

/** A model as a session is made from it, with the shapes of what it takes and gives. */
export interface Model {
	bytes: Uint8Array;
	inputs: Readonly<Record<string, Shape>>;
	outputs: Readonly<Record<string, Shape>>;
}

/** A model ready to run, in this thread or in another. */
export interface Session {
	/** Gives the outputs. Where `into` has an array for one, its memory is used. */
	run(inputs: Readonly<Record<string, Data | Numbers>>, into: Readonly<Record<string, Float32Array>>): Promise<Record<string, Float32Array>>;
	release(): Promise<void>;
}

/** A session in this thread, which does nothing else while it runs. `lane.mjs` is the same for another thread. */
export async function sessionHere({ bytes, inputs: taken, outputs }: Model, options: InferenceSession.SessionOptions): Promise<Session> {
	const { InferenceSession, Tensor } = await import('onnxruntime-node');
	const session = await InferenceSession.create(bytes, options);
	const tensor = (data: Data, shape: Shape = []) => (data instanceof Int32Array ? new Tensor('int32', data, shape) : new Tensor('float32', data, shape));
	return {
		async run(inputs, into) {
			const feeds = Object.fromEntries(Object.entries(inputs).map(([name, given]) => [name, tensor(isNumbers(given) ? given.numbers : given, taken[name])]));
			const fetches = Object.fromEntries(Object.entries(outputs).map(([name, shape]) => [name, into[name] ? tensor(into[name], shape) : null]));
			const results = await session.run(feeds, fetches);
			return Object.fromEntries(Object.keys(outputs).map((name) => [name, into[name] ?? (results[name]?.data as Float32Array)]));
		},
		release: () => session.release(),
	};
}
