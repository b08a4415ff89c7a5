// The thread of a lane (lanes.ts): makes sessions and runs them, as it is told by messages. Plain JavaScript, for it is loaded as it stands.
import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const sessions = new Map();

/** The part of an array that a port takes or makes. */
function tensor(data, { shape, offset }) {
	const part = data.subarray(offset, offset + shape.reduce((product, size) => product * size, 1));
	return new Tensor(data instanceof Int32Array ? 'int32' : 'float32', part, shape);
}

/** ONNX Runtime takes no shared memory: it is copied into an array that is kept for this input. */
function own(data, name, copies) {
	if (!(data.buffer instanceof SharedArrayBuffer)) return data;
	if (!copies.has(name)) copies.set(name, new Float32Array(data.length));
	copies.get(name).set(data);
	return copies.get(name);
}

const tasks = {
	async create({ id, model, options }) {
		const session = await InferenceSession.create(model.bytes, options);
		sessions.set(id, { session, taken: model.inputs, made: model.outputs, copies: new Map() });
	},
	async run({ id, inputs, into }) {
		const { session, taken, made, copies } = sessions.get(id);
		const mine = Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, own(data, name, copies)]));
		const feeds = Object.fromEntries(taken.map((port) => [port.name, tensor(mine[port.of], port)]));
		const fetches = Object.fromEntries(made.map((port) => [port.name, into[port.of] ? tensor(into[port.of], port) : null]));
		const results = await session.run(feeds, fetches);
		return Object.fromEntries(made.map(({ name, of }) => [of, into[of] ?? results[name].data]));
	},
	async release({ id }) {
		await sessions.get(id).session.release();
		sessions.delete(id);
	},
};

parentPort.on('message', ({ call, task, given }) => {
	tasks[task](given).then(
		(result) =>
			parentPort.postMessage(
				{ call, result },
				Object.values(given.into ?? {}).map(({ buffer }) => buffer),
			),
		(error) => parentPort.postMessage({ call, error: error.message }),
	);
});
