import type { Training } from '../design/sections.ts';
import type { StepEvent } from './events.ts';

/** A step whose loss or gradient norm is not finite. */
export type FailedStep = Pick<StepEvent, 'step' | 'loss' | 'learning_rate' | 'gradient_norm'>;

/** What happened, the likely cause and what to change, from the failed step and the last ones before it. */
export function divergedMessage(failed: FailedStep, before: readonly StepEvent[], training: Training): string {
	const what = Number.isFinite(failed.loss) ? `The gradient norm became ${failed.gradient_norm}` : `The loss became ${failed.loss}`;
	const last = before.slice(-3).map(({ step, loss, gradient_norm }) => `step ${step}: loss ${short(loss)}, gradient norm ${short(gradient_norm)}`);
	const history = last.length > 0 ? ` Before it, ${last.join('; ')}.` : '';
	return `${what} at step ${failed.step}, with learning rate ${short(failed.learning_rate)} and gradient norm ${short(failed.gradient_norm)}.${history} ${remedy(failed, before, training)}`;
}

function remedy({ step }: FailedStep, before: readonly StepEvent[], { learningRate, warmupSteps, gradientClip }: Training): string {
	if (before.length === 0 && step === 1) return 'The very first step failed, so the initial weights are too large: lower initializer_range (0.02 is usual).';
	const slower = `lower training.learning_rate (${learningRate} now; try ${short(learningRate / 10)})`;
	if (gradientClip === 0) return `Likely cause: gradients grew without bound, as they are not clipped. Set training.gradient_clip to 1, or ${slower}.`;
	if (step <= warmupSteps || warmupSteps === 0)
		return `Likely cause: the learning rate rose too fast. Raise training.warmup_steps (${warmupSteps} now), or ${slower}.`;
	return `Likely cause: the steps are too large. To mend it, ${slower}.`;
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
