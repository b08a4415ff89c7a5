import type { EngineOptions } from '../engine.ts';
import type { Availability } from './availability.ts';
import type { Backend, BackendName } from './backend.ts';
import { onnxCpu } from './onnx/cpu.ts';
import { lookCuda, onnxCuda } from './onnx/cuda.ts';
import { processorName } from './onnx/processor.ts';
import { lookWebgpu, onnxWebgpu } from './onnx/webgpu.ts';
import { lookAtTensorFlow } from './tensorflow/look.ts';
import { openTensorFlow } from './tensorflow/open.ts';

interface Connector {
	/** Throws an error in plain words, with what to do, where it cannot run. */
	open(options: Pick<EngineOptions, 'threads'>): Promise<Backend>;
	look(): Promise<Availability>;
}

/** Every backend, the fastest first: the order in which `auto` tries them. */
export const backends: Partial<Record<BackendName, Connector>> & Record<'cpu', Connector> = {
	cuda: { open: () => onnxCuda(), look: () => lookCuda() },
	webgpu: { open: () => onnxWebgpu(), look: () => lookWebgpu() },
	tensorflow: {
		open: () => openTensorFlow(),
		look: () => lookAtTensorFlow(),
	},
	cpu: {
		open: async ({ threads }) => onnxCpu(threads),
		look: async () => ({ backend: 'cpu', device: processorName() }),
	},
};
