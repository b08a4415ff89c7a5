import { expect, it } from 'vitest';
import { readDesign } from '../../../src/design/design.ts';
import { divergedMessage } from '../../../src/training/diverged.ts';

const { training } = readDesign('model: {}', { name: 'a.headroom.yaml' });
const failed = { step: 30, loss: Number.NaN, learning_rate: 0.3, gradient_norm: Number.POSITIVE_INFINITY };
const before = [28, 29].map((step) => ({ type: 'step', step, loss: 9.5, learning_rate: 0.3, gradient_norm: 1234.5, tokens_per_second: 1 }) as const);

it('names step, learning rate and the gradient norms before', () => {
	expect(divergedMessage(failed, before, { ...training, learningRate: 0.3 })).toBe(
		'The loss became NaN at step 30, with learning rate 0.3 and gradient norm Infinity. Before it, step 28: loss 9.5, gradient norm 1230; step 29: loss 9.5, gradient norm 1230. Likely cause: the steps are too large. To mend it, lower training.learning_rate (0.3 now; try 0.03).',
	);
});

it.each([
	['weights too large from the start', { ...failed, step: 1 }, [], {}, 'lower initializer_range'],
	['gradients that are not clipped', failed, before, { gradientClip: 0 }, 'Set training.gradient_clip to 1'],
	['a warm-up that is too short', { ...failed, step: 10 }, before, { warmupSteps: 20 }, 'Raise training.warmup_steps (20 now)'],
	['a loss that is finite', { ...failed, loss: 3 }, before, {}, 'The gradient norm became Infinity'],
])('knows %s', (_what, step, history, changes, message) => {
	expect(divergedMessage(step, history, { ...training, ...changes })).toContain(message);
});
