import type { Availability } from '../engine/backends/availability.ts';
import type { BackendName } from '../engine/backends/backend.ts';
import { createEngine } from '../engine/create.ts';
import type { Engine } from '../engine/engine.ts';
import { passedOver, type Rejection, sentence } from './backends.ts';
import type { TakenDevice } from './capsule.ts';
import { failedAllocation } from './out-of-memory.ts';
import type { Plan } from './plan.ts';
import { Refusal } from './refusal.ts';
import type { Prepared } from './request.ts';

/** A model on the device that trains it. */
export interface Opened {
	engine: Engine;
	device: TakenDevice;
	/** What would have been taken before it. */
	rejected: Rejection[];
}

/** Builds the model on the first backend that takes it. Throws a Refusal where none does. */
export async function openEngine({ plan, backends: { usable, rejected } }: Pick<Prepared, 'plan' | 'backends'>): Promise<Opened> {
	const failed: Rejection[] = [];
	for (const look of usable) {
		try {
			const engine = await engineOn(look.backend, plan);
			return { engine, device: deviceOf(engine, look), rejected: passedOver([...rejected, ...failed], look.backend) };
		} catch (error) {
			failed.push({ backend: look.backend, reason: sentence((error as Error).message) });
		}
	}
	const reason = failed.at(-1)?.reason ?? '';
	const remedy = failedAllocation(reason) === undefined ? '' : ' Memory ran out: make the model smaller, or set training.micro_batch_size lower.';
	throw new Refusal(`The engine cannot build this model: ${reason}${remedy}`);
}

function engineOn(backend: BackendName, { architecture, design, shape }: Plan): Promise<Engine> {
	const { weightDecay, gradientClip, seed, threads, microBatchSize, precision } = design.training;
	const optimizer = { weightDecay, gradientClip, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };
	return createEngine(backend, {
		architecture,
		...shape,
		optimizer,
		seed,
		precision,
		...(threads !== undefined && { threads }),
		...(microBatchSize !== undefined && { microBatchSize }),
	});
}

const deviceOf = ({ backend, device }: Engine, { driver, memory }: Availability): TakenDevice => ({
	backend,
	device,
	...(driver !== undefined && { driver }),
	...(memory !== undefined && { memory }),
});
