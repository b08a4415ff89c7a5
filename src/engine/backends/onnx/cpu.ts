import { totalmem } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';
import type { Backend, Data, Executable, Held, InPlace, Stretch } from '../backend.ts';
import { type Lane, laneHere, openLane } from './lanes.ts';
import { lower } from './lower.ts';
import { holdParts, holdShared, isNumbers, type Parts } from './numbers.ts';
import { physicalCores, processorName } from './processor.ts';
import { encodeModel } from './protobuf.ts';
import { CPU } from './provider.ts';
import { cut, type Port } from './tasks.mjs';

/**
 * Threads that wait give up their core after 50 µs: on an idle machine a step is as fast as with endless spinning, beside other work it is twice as fast.
 * Denormals are flushed: Adam's second moments of rare tokens fade into them, and they are slow.
 * A bias stays an Add of its own: fused into the product, it is first copied over the whole result by one thread.
 * Equal nodes are made once by `lower`, but for copies that are better made twice.
 */
const SESSION = {
	session: { intra_op: { spin_duration_us: '50' }, set_denormal_as_zero: '1' },
	optimization: { disable_specified_optimizers: 'MatMulAddFusion;CommonSubexpressionElimination' },
};

/** Fewer tokens in a lane are not worth a gradient of their own, which is added up afterwards. */
const LEAST_TOKENS = 256;
/** Vectors shorter than this are updated in this thread: another would take longer to be told. */
const LEAST_SHARE = 131_072;
/** A lane has weights and a gradient of its own; lanes together are given an eighth of the machine's memory for them. */
const BYTES_PER_WEIGHT = 8;

/** ONNX Runtime on the CPU. The native library is loaded at the first program, never when the module is. */
export function onnxCpu(threads = physicalCores()): Backend {
	const options = (intraOpNumThreads: number): InferenceSession.SessionOptions => ({
		executionProviders: ['cpu'],
		graphOptimizationLevel: 'all',
		executionMode: 'sequential',
		intraOpNumThreads,
		interOpNumThreads: 1,
		enableCpuMemArena: true,
		enableMemPattern: false,
		logSeverityLevel: 3,
		extra: SESSION,
	});
	const here = laneHere();
	const open: Lane[] = [];
	const lane = (index: number): Lane => (open[index] ??= openLane());
	let sessions = 0;
	return {
		name: 'cpu',
		device: `${processorName()}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
		lanes(sequences, positions, weights) {
			const most = Math.min(threads, Math.floor((sequences * positions) / LEAST_TOKENS), Math.floor(totalmem() / 8 / (weights * BYTES_PER_WEIGHT)));
			for (let lanes = most; lanes > 1; lanes--) if (sequences % lanes === 0) return lanes;
			return 1;
		},
		async compile(program, { held = [], lanes = 1 } = {}) {
			const model = lower(program, CPU, { inParts: held });
			const { inputs, outputs } = model;
			const given = { id: sessions++, model: { bytes: encodeModel(model), inputs, outputs }, options: options(Math.floor(threads / lanes)) };
			// One lane is the first of those that are open, which have copies of the weights already.
			const used = lanes === 1 ? [open[0] ?? here] : Array.from({ length: lanes }, (_, index) => lane(index));
			await Promise.all(used.map((each) => each.ask('create', given)));
			return executable(given.id, used, inputs, held);
		},
		hold: async (given) => holdShared(given),
		routesTokens: true,
		inPlace(stretches) {
			const size = stretches.reduce((sum, stretch) => sum + stretch.size, 0);
			const shares = Math.min(threads, Math.floor(size / LEAST_SHARE));
			return inShares(stretches, size, shares < 2 ? [here] : Array.from({ length: shares }, (_, index) => lane(index)));
		},
		async release() {
			await Promise.all(open.map((each) => each.close()));
		},
	};
}

function executable(id: number, lanes: readonly Lane[], inputs: readonly Port[], held: readonly string[]): Executable {
	const wanted = [...new Set(inputs.map(({ of }) => of))];
	return {
		async run(given, index = 0) {
			const lane = lanes[index];
			if (!lane) throw new Error(`the program has no lane ${index}`);
			const made = Object.entries(await lane.ask('run', { id, given: Object.fromEntries(wanted.map((name) => [name, taken(given, name)])) }));
			return {
				held: Object.fromEntries(made.filter(([name]) => held.includes(name)).map(([name, parts]) => [name, holdParts(parts)])),
				arrays: Object.fromEntries(made.filter(([name]) => !held.includes(name)).map(([name, parts]) => [name, parts[0] as Float32Array])),
			};
		},
		release: async () => void (await Promise.all(lanes.map((lane) => lane.ask('release', { id })))),
	};
}

/** The update, each lane with some of the stretches, about as many numbers as the others. */
function inShares(stretches: readonly Stretch[], size: number, lanes: readonly Lane[]): InPlace {
	const shares = lanes.map((lane) => ({ lane, share: [] as Stretch[] }));
	for (const stretch of stretches) {
		const middle = (stretch.offset + stretch.size / 2) / size;
		shares[Math.min(lanes.length - 1, Math.floor(lanes.length * middle))]?.share.push(stretch);
	}
	return {
		async add(gradients) {
			// All are cut before any is given away.
			const tasks = shares.map(({ lane, share }) => ({ lane, gradients: gradients.map((gradient) => cut(partsOf(gradient), share).map(alone)) }));
			const squares = tasks.map(({ lane, gradients }) =>
				lane.ask(
					'add',
					{ gradients },
					gradients.flat().map(({ buffer }) => buffer as ArrayBuffer),
				),
			);
			return (await Promise.all(squares)).reduce((sum, each) => sum + each, 0);
		},
		async update(state, rates) {
			const whole = (held: Held): Float32Array => partsOf(held)[0] as Float32Array;
			const vectors = { weights: whole(state.weights), firstMoment: whole(state.firstMoment), secondMoment: whole(state.secondMoment) };
			await Promise.all(shares.map(({ lane, share }) => lane.ask('update', { state: vectors, stretches: share, rates })));
		},
		forget: async () => void (await Promise.all(lanes.map((lane) => lane.ask('forget', {})))),
	};
}

/** An array that shares its memory with no other. */
const alone = (part: Float32Array): Float32Array => (part.byteLength === part.buffer.byteLength ? part : part.slice());

function taken(given: Readonly<Record<string, Data | Held>>, name: string): readonly Data[] {
	const numbers = given[name];
	if (!numbers) throw new Error(`the graph's input ${name} is missing`);
	return ArrayBuffer.isView(numbers) ? [numbers] : partsOf(numbers, name);
}

function partsOf(held: Held, name = 'what is given'): Parts {
	if (isNumbers(held)) return held.parts;
	throw new Error(`${name} is held by another backend`);
}
