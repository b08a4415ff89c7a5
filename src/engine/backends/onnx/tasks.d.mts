import type { InferenceSession } from 'onnxruntime-node';
import type { Data, Stretch, TrainedVectors, UpdateRates } from '../backend.ts';
import type { OnnxPort } from './emit.ts';
import type { Parts } from './numbers.ts';

/** A model as a session is made from it, with what it takes and gives. */
export interface Model {
	bytes: Uint8Array;
	inputs: readonly Port[];
	outputs: readonly Port[];
}

/** An input or output of the session: the elements of what the program calls `of`, from `offset` on. */
export type Port = Omit<OnnxPort, 'type'>;

/** Each with what it takes and gives; all are made one after the other. */
export interface Tasks {
	create(given: { id: number; model: Model; options: InferenceSession.SessionOptions }): Promise<void>;
	run(given: { id: number; given: Readonly<Record<string, readonly Data[]>> }): Promise<Record<string, Parts>>;
	release(given: { id: number }): Promise<void>;
	add(given: { gradients: readonly Parts[] }): Promise<number>;
	update(given: { state: TrainedVectors<Float32Array>; stretches: readonly Stretch[]; rates: UpdateRates }): Promise<void>;
	forget(given: object): Promise<void>;
}

export function createTasks(): Tasks;
export function cut<Numbers extends Data>(parts: readonly Numbers[], places: readonly { offset: number; size: number }[]): Numbers[];
