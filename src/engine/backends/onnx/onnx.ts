import type { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node';
import type { Backend, Data, Executable, Program } from '../backend.ts';
import { lower } from './lower.ts';
import { physicalCores, processorName } from './processor.ts';
import { encodeModel } from './protobuf.ts';

/**
 * Threads that wait give up their core after 50 µs: on an idle machine a step is as fast as with endless spinning, beside other work it is twice as fast.
 * Denormals are flushed: Adam's second moments of rare tokens fade into them, and they are slow.
 * A bias stays an Add of its own: fused into the product, it is first copied over the whole result by one thread.
 */
const SESSION = {
	session: { intra_op: { spin_duration_us: '50' }, set_denormal_as_zero: '1' },
	optimization: { disable_specified_optimizers: 'MatMulAddFusion' },
};

/** ONNX Runtime on the CPU. The native library is loaded here, at the first call, never when the module is. */
export async function onnxCpu(threads = physicalCores()): Promise<Backend> {
	const runtime = await import('onnxruntime-node');
	const options: InferenceSession.SessionOptions = {
		executionProviders: ['cpu'],
		graphOptimizationLevel: 'all',
		executionMode: 'sequential',
		intraOpNumThreads: threads,
		interOpNumThreads: 1,
		enableCpuMemArena: true,
		enableMemPattern: true,
		logSeverityLevel: 3,
		extra: SESSION,
	};
	return {
		name: 'cpu',
		device: `${processorName()}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`,
		async compile(program) {
			const session = await runtime.InferenceSession.create(encodeModel(lower(program)), options);
			return executable(program, session, runtime.Tensor);
		},
	};
}

function executable({ graph, outputs }: Program, session: InferenceSession, Tensor: typeof OnnxTensor): Executable {
	const shapes = new Map(
		graph.nodes.flatMap(({ operator, attributes, outputs: [output] }) =>
			operator === 'input' && output ? [[(attributes as { name: string }).name, output.shape] as const] : [],
		),
	);
	const tensor = (data: Data, shape: readonly number[]) => (data instanceof Int32Array ? new Tensor('int32', data, shape) : new Tensor('float32', data, shape));
	return {
		async run(inputs, into = {}) {
			const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensor(given(inputs, name), shapes.get(name) ?? [])]));
			// An array given for an output is written in place: nothing is copied on the way back.
			const fetches = Object.fromEntries(
				Object.entries(outputs).map(([name, { shape }]) => [name, into[name] ? new Tensor('float32', into[name], shape) : null]),
			);
			const results = await session.run(feeds, fetches);
			return Object.fromEntries(Object.keys(outputs).map((name) => [name, into[name] ?? (results[name]?.data as Float32Array)]));
		},
		release: () => session.release(),
	};
}

function given(inputs: Readonly<Record<string, Data>>, name: string): Data {
	const data = inputs[name];
	if (!data) throw new Error(`the graph's input ${name} is missing`);
	return data;
}
