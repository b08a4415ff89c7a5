import { totalmem } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';
import { elements } from '../../../design/tensors.ts';
import type { Backend, Data, Executable, Held, Program } from '../backend.ts';
import { type Lane, openLane } from './lanes.ts';
import { lower } from './lower.ts';
import { isNumbers, type Memory, memory, type Numbers } from './numbers.ts';
import { physicalCores, processorName } from './processor.ts';
import { encodeModel } from './protobuf.ts';
import { CPU } from './provider.ts';
import { type Port, type Session, sessionHere } from './session.ts';

/**
 * Threads that wait give up their core after 50 µs: on an idle machine a step is as fast as with endless spinning, beside other work it is twice as fast.
 * Denormals are flushed: Adam's second moments of rare tokens fade into them, and they are slow.
 * A bias stays an Add of its own: fused into the product, it is first copied over the whole result by one thread.
 */
const SESSION = {
	session: { intra_op: { spin_duration_us: '50' }, set_denormal_as_zero: '1' },
	optimization: { disable_specified_optimizers: 'MatMulAddFusion' },
};

/** Fewer tokens in a lane are not worth a gradient of their own, which is added up afterwards. */
const LEAST_TOKENS = 256;
/** Elements of which a few vectors stay in the cache of two cores; more blocks than the most take longer to make ready than they save. */
const BLOCK = 262_144;
const MOST_BLOCKS = 64;
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
	const numbers = memory();
	const open: Lane[] = [];
	const lane = (index: number): Lane => (open[index] ??= openLane());
	return {
		name: 'cpu',
		device: `${processorName()}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
		lanes(sequences, positions, weights) {
			const most = Math.min(threads, Math.floor((sequences * positions) / LEAST_TOKENS), Math.floor(totalmem() / 8 / (weights * BYTES_PER_WEIGHT)));
			for (let lanes = most; lanes > 1; lanes--) if (sequences % lanes === 0) return lanes;
			return 1;
		},
		blocks: (size) => Math.min(MOST_BLOCKS, Math.ceil(size / BLOCK)),
		async compile(program, { held = [], lanes = 1 } = {}) {
			const model = lower(program, CPU, { inParts: held });
			const { inputs, outputs } = model;
			const bytes = encodeModel(model);
			const sessions =
				lanes === 1
					? [await sessionHere({ bytes, inputs, outputs }, options(threads))]
					: await Promise.all(
							Array.from({ length: lanes }, (_, index) => lane(index).session({ bytes, inputs, outputs }, options(Math.floor(threads / lanes)))),
						);
			return executable(program, inputs, sessions, held, numbers);
		},
		async hold(given) {
			const own = numbers.take(given.length);
			own.set(given);
			return numbers.hold(own);
		},
		async release() {
			await Promise.all(open.map((each) => each.close()));
		},
	};
}

function executable({ outputs }: Program, inputs: readonly Port[], sessions: readonly Session[], held: readonly string[], memory: Memory): Executable {
	const wanted = [...new Set(inputs.map(({ of }) => of))];
	return {
		async run(given, lane = 0) {
			const session = sessions[lane];
			if (!session) throw new Error(`the program has no lane ${lane}`);
			const feeds = Object.fromEntries(wanted.map((name) => [name, taken(given, name)]));
			const arrays = await session.run(feeds, Object.fromEntries(held.map((name) => [name, memory.take(elements(outputs[name]?.shape ?? []))])));
			return { arrays, held: Object.fromEntries(held.map((name) => [name, memory.hold(arrays[name] as Float32Array)])) };
		},
		release: async () => void (await Promise.all(sessions.map((session) => session.release()))),
	};
}

function taken(given: Readonly<Record<string, Data | Held>>, name: string): Data | Numbers {
	const numbers = given[name];
	if (!numbers) throw new Error(`the graph's input ${name} is missing`);
	if (ArrayBuffer.isView(numbers) || isNumbers(numbers)) return numbers;
	throw new Error(`${name} is held by another backend`);
}
