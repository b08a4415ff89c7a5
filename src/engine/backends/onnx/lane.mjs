// The thread of a lane (lanes.ts): makes sessions and runs them, as it is told by messages. Plain JavaScript, for it is loaded as it stands.
import { parentPort } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const sessions = new Map();

const tensor = (data, shape) => (data instanceof Int32Array ? new Tensor('int32', data, shape) : new Tensor('float32', data, shape));

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
		sessions.set(id, { session, taken: model.inputs, given: Object.entries(model.outputs), copies: new Map() });
	},
	async run({ id, inputs, into }) {
		const { session, taken, given, copies } = sessions.get(id);
		const feeds = Object.fromEntries(Object.entries(inputs).map(([name, data]) => [name, tensor(own(data, name, copies), taken[name])]));
		const fetches = Object.fromEntries(given.map(([name, shape]) => [name, into[name] ? tensor(into[name], shape) : null]));
		const results = await session.run(feeds, fetches);
		return Object.fromEntries(given.map(([name]) => [name, into[name] ?? results[name].data]));
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
