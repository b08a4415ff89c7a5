import type { Engine } from '../engine/engine.ts';
import type { CheckpointRecord } from './checkpoint/checkpoint.ts';
import type { Dataset } from './data/dataset.ts';
import { divergedMessage } from './diverged.ts';
import { evaluate } from './evaluate.ts';
import type { EndEvent, RunEvent, StepEvent } from './events.ts';
import type { Plan } from './plan.ts';
import { measureRank } from './rank/measure.ts';
import { writeSample } from './sample.ts';
import { learningRate } from './schedule.ts';
import { watchForSpikes } from './spikes.ts';

type Evaluation = CheckpointRecord['evaluation'];

export interface Course {
	plan: Plan;
	dataset: Dataset;
	engine: Engine;
	/** Steps made already, and the last evaluation among them. */
	from: number;
	evaluation: Evaluation;
	emit(event: RunEvent): void;
	/** Keeps the state after a step; it is written while the next steps are made. */
	save(step: number, evaluation: Evaluation): Promise<void>;
	shouldStop(): boolean;
}

/** Steps over which the speed is averaged, and which a failure tells of. */
const RECENT = 20;

/**
 * Trains from where the run stands to its last step. Every event comes in the order of the steps; a wish to stop is
 * met after the step at hand, with a checkpoint. Resolves with how it ended.
 */
export async function trainingLoop({ plan, dataset, engine, from, evaluation, emit, save, shouldStop }: Course): Promise<EndEvent> {
	const { design, architecture, data, shape } = plan;
	const { training } = design;
	const { steps, seed, evaluateEvery, checkpointEvery, measureRankEvery } = training;
	const started = performance.now();
	const recent: (StepEvent & { seconds: number })[] = [];
	const spikeAt = watchForSpikes();
	const isDue = (step: number, every: number): boolean => step % every === 0 || step === steps;

	const evaluateAt = async (step: number): Promise<void> => {
		const evaluated = await evaluate(engine, dataset, shouldStop, (done, total) => emit({ type: 'progress', step, activity: 'evaluating', done, total }));
		if (evaluated === undefined) return;
		evaluation = { step, loss: evaluated.loss };
		const sample =
			dataset.prompt && data.tokenizer && (await writeSample(engine, dataset.prompt, data.tokenizer, shape.sequenceLength, `sample ${seed} ${step}`));
		emit({ type: 'evaluation', step, ...evaluated, ...(sample && { sample }) });
	};
	// A stop may have come before it.
	if (from > 0 && isDue(from, evaluateEvery) && evaluation?.step !== from) await evaluateAt(from);

	for (let step = from + 1; step <= steps; step++) {
		const rate = learningRate(training, step);
		const begun = performance.now();
		const { loss, gradientNorm } = await engine.step(dataset.training(step), rate);
		const seconds = (performance.now() - begun) / 1000;
		const made = { type: 'step', step, loss, learning_rate: rate, gradient_norm: gradientNorm } as const;
		if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm))
			return { type: 'end', status: 'failed', step, message: divergedMessage(made, recent, training) };
		recent.push({ ...made, tokens_per_second: 0, seconds });
		if (recent.length > RECENT) recent.shift();
		const speed = (recent.length * shape.batchSize * shape.sequenceLength) / recent.reduce((sum, each) => sum + each.seconds, 0);
		emit({ ...made, tokens_per_second: Math.round(speed), elapsed: Number(((performance.now() - started) / 1000).toFixed(3)) });

		const spike = spikeAt(made);
		if (spike !== undefined) emit({ type: 'warning', step, message: spike });

		if (isDue(step, evaluateEvery)) await evaluateAt(step);
		if (isDue(step, measureRankEvery)) emit(await measureRank(engine, architecture, dataset.probe(), step));
		const stops = step < steps && shouldStop();
		if (isDue(step, checkpointEvery) || stops) await save(step, evaluation);
		if (stops) return { type: 'end', status: 'stopped', step, loss };
	}
	const last = recent.at(-1);
	return { type: 'end', status: 'finished', step: steps, ...(last && { loss: last.loss }) };
}
