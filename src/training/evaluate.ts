import type { Engine } from '../engine/engine.ts';
import { validationBatches, type WindowShape } from './data/windows.ts';

/**
 * Mean cross-entropy over every target of the validation windows, in nats. Undefined where it was told to stop
 * before the last window: a part of the mean is not the mean.
 */
export async function evaluate(engine: Engine, validation: Uint8Array, shape: WindowShape, stopped: () => boolean): Promise<number | undefined> {
	let sum = 0;
	let count = 0;
	for (const batch of validationBatches(validation, shape)) {
		if (stopped()) return undefined;
		const { loss, targets } = await engine.evaluate(batch);
		sum += loss * targets;
		count += targets;
	}
	return sum / count;
}
