// What a thread does for the CPU backend (lanes.ts). Plain JavaScript, for lane.mjs loads it as it stands.
import { openAdamW } from './adamw.mjs';

/** Vectors come as parts that lie one after the other: what lies at each of the places, which are in order. */
export function cut(parts, places) {
	let [index, start] = [0, 0];
	return places.map(({ offset, size }) => {
		while (index < parts.length - 1 && offset >= start + parts[index].length) start += parts[index++].length;
		return parts[index].subarray(offset - start, offset - start + size);
	});
}

const elements = (shape) => shape.reduce((product, size) => product * size, 1);

/** Gives the memory of arrays back at once, not when garbage is collected: what is sent to a closed port is gone. */
function free(arrays) {
	const { port1, port2 } = new MessageChannel();
	port2.close();
	port1.postMessage(
		undefined,
		arrays.map(({ buffer }) => buffer),
	);
	port1.close();
}

export function createTasks() {
	const sessions = new Map();
	const copies = new Map();
	let sums = [];
	let opened;
	const adamW = () => (opened ??= openAdamW());

	/** ONNX Runtime takes no shared memory: it is copied into an array that is kept for every input of the name. */
	function own(parts, name) {
		const [whole] = parts;
		if (!(whole.buffer instanceof SharedArrayBuffer)) return parts;
		if (copies.get(name)?.length !== whole.length) copies.set(name, new Float32Array(whole.length));
		copies.get(name).set(whole);
		return [copies.get(name)];
	}

	return {
		async create({ id, model: { bytes, inputs, outputs }, options }) {
			const { InferenceSession, Tensor } = await import('onnxruntime-node');
			const given = new Map();
			for (const port of inputs) given.set(port.of, [...(given.get(port.of) ?? []), { ...port, size: elements(port.shape) }]);
			/** What the ports take of the vectors. */
			const feeds = (vectors) => {
				const tensors = {};
				for (const [name, ports] of given)
					for (const [index, part] of cut(own(vectors[name], name), ports).entries())
						tensors[ports[index].name] = new Tensor(part instanceof Int32Array ? 'int32' : 'float32', part, ports[index].shape);
				return tensors;
			};
			sessions.set(id, { session: await InferenceSession.create(bytes, options), feeds, outputs });
		},
		async run({ id, given }) {
			const { session, feeds, outputs } = sessions.get(id);
			const results = await session.run(feeds(given));
			const made = Object.fromEntries(outputs.map(({ of }) => [of, []]));
			for (const { name, of } of outputs) made[of].push(results[name].data);
			return made;
		},
		async release({ id }) {
			await sessions.get(id).session.release();
			sessions.delete(id);
		},
		/** Adds gradients of slices of a batch, of the same stretches each, to the sums that are kept; gives the sum of their squares. */
		async add({ gradients }) {
			const [first, ...others] = sums.length > 0 ? [sums, ...gradients] : gradients;
			sums = first;
			const ofStretch = (sum, index) =>
				adamW().addUp(
					sum,
					others.map((parts) => parts[index]),
				);
			const squares = sums.reduce((total, sum, index) => total + ofStretch(sum, index), 0);
			free(others.flat());
			return squares;
		},
		/** Updates stretches of the state with the sums kept for them. */
		async update({ state: { weights, firstMoment, secondMoment }, stretches, rates }) {
			for (const [index, { offset, size, decays }] of stretches.entries()) {
				const [w, m, v] = [weights, firstMoment, secondMoment].map((vector) => vector.subarray(offset, offset + size));
				adamW().update({ weights: w, first: m, second: v, gradient: sums[index] }, rates, decays ? 1 - rates.decay : 1);
			}
			await this.forget();
		},
		async forget() {
			free(sums);
			sums = [];
		},
	};
}
