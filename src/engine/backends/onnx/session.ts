import type { InferenceSession } from 'onnxruntime-node';
import { elements } from '../../../design/tensors.ts';
import type { Data } from '../backend.ts';
import type { OnnxPort } from './emit.ts';
import { isNumbers, type Numbers } from './numbers.ts';

/** A model as a session is made from it, with what it takes and gives. */
export interface Model {
	bytes: Uint8Array;
	inputs: readonly Port[];
	outputs: readonly Port[];
}

/** An input or output of the session: the elements of what the program calls `of`, from `offset` on. */
export type Port = Omit<OnnxPort, 'type'>;

/** A model ready to run, in this thread or in another. */
export interface Session {
	/** Gives the outputs. Where `into` has an array for one, its memory is used. */
	run(inputs: Readonly<Record<string, Data | Numbers>>, into: Readonly<Record<string, Float32Array>>): Promise<Record<string, Float32Array>>;
	release(): Promise<void>;
}

/** A session in this thread, which does nothing else while it runs. `lane.mjs` is the same for another thread. */
export async function sessionHere({ bytes, inputs: taken, outputs: made }: Model, options: InferenceSession.SessionOptions): Promise<Session> {
	const { InferenceSession, Tensor } = await import('onnxruntime-node');
	const session = await InferenceSession.create(bytes, options);
	const tensor = (data: Data, { shape, offset }: Port) => {
		const part = data.subarray(offset, offset + elements(shape));
		return part instanceof Int32Array ? new Tensor('int32', part, shape) : new Tensor('float32', part, shape);
	};
	const numbers = (given: Data | Numbers | undefined): Data => (given && isNumbers(given) ? given.numbers : (given ?? new Float32Array()));
	return {
		async run(inputs, into) {
			const feeds = Object.fromEntries(taken.map((port) => [port.name, tensor(numbers(inputs[port.of]), port)]));
			const fetches = Object.fromEntries(made.map((port) => [port.name, into[port.of] ? tensor(into[port.of] as Float32Array, port) : null]));
			const results = await session.run(feeds, fetches);
			return Object.fromEntries(made.map(({ name, of }) => [of, into[of] ?? (results[name]?.data as Float32Array)]));
		},
		release: () => session.release(),
	};
}
