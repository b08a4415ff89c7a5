import type { Batch, Engine } from '../engine/engine.ts';
import type { Dataset } from './data/dataset.ts';
import type { EvaluationEvent } from './events.ts';

export type Evaluated = Pick<EvaluationEvent, 'loss' | 'perplexity' | 'bits_per_byte' | 'accuracy'>;

/** Milliseconds between two words of how far it is. */
const PAUSE = 1000;

/**
 * Mean cross-entropy over every validation target, in nats, with what follows from it; in a task also the share of targets
 * to which the model gives the highest score. Undefined where it was told to stop before the last window: a part of the mean is not the mean.
 * A long one on a text tells once a second how many tokens it has read.
 */
export async function evaluate(
	engine: Engine,
	dataset: Dataset,
	stopped: () => boolean,
	onProgress: (done: number, total: number) => void,
): Promise<Evaluated | undefined> {
	const total = dataset.size?.validation;
	let done = 0;
	let told = performance.now();
	let sum = 0;
	let count = 0;
	let right = 0;
	for (const batch of dataset.validation()) {
		if (stopped()) return undefined;
		const { loss, targets } = await engine.evaluate(batch);
		sum += loss * targets;
		count += targets;
		if (dataset.hasAnswers) right += rightAnswers(batch, await engine.logits(batch.inputs));
		done += batch.inputs.length;
		if (total === undefined || done >= total || performance.now() - told < PAUSE) continue;
		told = performance.now();
		onProgress(done, total);
	}
	const { validationBytes } = dataset;
	return {
		loss: sum / count,
		perplexity: Math.exp(sum / count),
		...(validationBytes !== undefined && { bits_per_byte: sum / Math.LN2 / validationBytes }),
		...(dataset.hasAnswers && { accuracy: right / count }),
	};
}

/** Counted targets that have the highest of all scores; `logits` is `[places, vocabulary]`. */
function rightAnswers({ targets }: Batch, logits: Float32Array): number {
	const vocabulary = logits.length / targets.length;
	return targets.reduce((right, target, place) => {
		if (target < 0) return right;
		const scores = logits.subarray(place * vocabulary, (place + 1) * vocabulary);
		const own = scores[target] as number;
		return scores.every((score, token) => token === target || score < own) ? right + 1 : right;
	}, 0);
}
