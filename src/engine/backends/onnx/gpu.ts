import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { input, matmul } from '../../builders.ts';
import { createGraph, type Shape } from '../../graph.ts';
import { operators } from '../../operators/index.ts';
import type { Backend, CompileOptions, Data, Executable, Held, Program, Results } from '../backend.ts';
import type { OnnxModel } from './emit.ts';
import { lower } from './lower.ts';
import { encodeModel } from './protobuf.ts';
import { CPU, type Provider } from './provider.ts';

export type OnnxRuntime = typeof import('onnxruntime-node');

export interface GpuOptions {
	runtime: OnnxRuntime;
	provider: Provider<'webgpu' | 'cuda'>;
	session: InferenceSession.SessionOptions;
	/** Held numbers stay in the device's memory. Otherwise they come to the processor's after a run and go back with the next, and light programs run there. */
	resident: boolean;
}

/** Numbers of a tensor, wherever it is. */
interface HeldTensor extends Held {
	tensor: Tensor;
}

/** The processor, beside a device: vectors come and go whole. */
const HOST: Provider = { ...CPU, takesParts: false };
const HOST_SESSION: InferenceSession.SessionOptions = { executionProviders: ['cpu'], graphOptimizationLevel: 'all', logSeverityLevel: 3 };

/** Backend on a graphics device. A device takes a batch whole, so there is one lane. */
export function onnxGpu({ runtime, provider, session: options, resident }: GpuOptions): Omit<Backend, 'device'> {
	const { InferenceSession, Tensor } = runtime;
	/** Memory of the device must not outlive its last session. */
	const alive = new Set<Tensor>();
	const copiers = new Map<string, Promise<InferenceSession>>();
	const open = (model: OnnxModel, locations: Record<string, Tensor.DataLocation>, where = options): Promise<InferenceSession> =>
		InferenceSession.create(encodeModel(model), { ...where, ...(resident && { preferredOutputLocation: locations }) });
	/** Numbers go to the device, and come from it, through a program that changes nothing: a tensor there cannot be read or made otherwise. */
	const copy = async (tensor: Tensor, to: Tensor.DataLocation): Promise<Tensor> => {
		const key = `${tensor.size} ${to}`;
		const session = copiers.get(key) ?? open(copyOf(tensor.size), { copy: to });
		copiers.set(key, session);
		const { copy } = await (await session).run({ numbers: tensor });
		return copy as Tensor;
	};
	const hold = (tensor: Tensor): HeldTensor => {
		alive.add(tensor);
		return {
			tensor,
			read: async () => (tensor.location === 'cpu' ? (tensor.data as Float32Array).slice() : ((await copy(tensor, 'cpu')).data as Float32Array)),
			release() {
				if (alive.delete(tensor)) tensor.dispose();
			},
		};
	};
	const toTensor = (given: Data | Held | undefined, name: string, shape: Shape): Tensor => {
		if (!given) throw new Error(`the graph's input ${name} is missing`);
		if (given instanceof Int32Array) return new Tensor('int32', given, shape);
		if (given instanceof Float32Array) return new Tensor('float32', given, shape);
		if ('tensor' in given) return (given as HeldTensor).tensor;
		throw new Error(`${name} is held by another backend`);
	};
	const compile = async (program: Program, { held = [], precision = 'float32', light = false }: CompileOptions = {}): Promise<Executable> => {
		const here = light && !resident;
		const model = lower(program, here ? HOST : provider, { precision });
		const locations = Object.fromEntries(model.outputs.map(({ name }) => [name, held.includes(name) ? 'gpu-buffer' : 'cpu'] as const));
		const session = await open(model, locations, here ? HOST_SESSION : options);
		return {
			async run(given) {
				const results = await session.run(Object.fromEntries(model.inputs.map(({ name, shape }) => [name, toTensor(given[name], name, shape)])));
				const made: Results = { held: {}, arrays: {} };
				for (const [name, tensor] of Object.entries(results)) {
					if (held.includes(name)) made.held[name] = hold(tensor);
					else made.arrays[name] = tensor.data as Float32Array;
				}
				return made;
			},
			release: () => session.release(),
		};
	};
	return {
		name: provider.name,
		lanes: () => 1,
		compile,
		checkHalf: () => checkHalf(compile),
		async hold(numbers) {
			const tensor = new Tensor('float32', numbers.slice(), [numbers.length]);
			return hold(resident ? await copy(tensor, 'gpu-buffer') : tensor);
		},
		async release() {
			for (const tensor of alive) tensor.dispose();
			alive.clear();
			for (const session of copiers.values()) await (await session).release();
			copiers.clear();
		},
	};
}

const copyOf = (size: number): OnnxModel => ({
	nodes: [{ operator: 'Identity', domain: '', inputs: ['numbers'], outputs: ['copy'], attributes: {} }],
	constants: [],
	inputs: [{ name: 'numbers', shape: [size], type: 'float', of: 'numbers', offset: 0 }],
	outputs: [{ name: 'copy', shape: [size], type: 'float', of: 'copy', offset: 0 }],
});

/** Makes a product in half precision. A WebGPU adapter has it where its shaders know 16-bit numbers. */
async function checkHalf(compile: Backend['compile']): Promise<void> {
	const graph = createGraph(operators);
	const x = input(graph, 'x', [2, 2]);
	const executable = await compile({ graph, outputs: { y: matmul(x, x) } }, { precision: 'float16' });
	try {
		await executable.run({ x: Float32Array.of(1, 0, 0, 1) });
	} catch (error) {
		const { message } = error as Error;
		const why = /requires f16/.test(message) ? 'its shaders have no 16-bit floats' : message.trim().replace(/\.$/, '');
		throw new Error(`training.precision is float16, which this device cannot compute in: ${why}. Take float32.`);
	} finally {
		await executable.release();
	}
}
