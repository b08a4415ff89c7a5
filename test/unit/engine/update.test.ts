import { expect, it } from 'vitest';
import type { Optimizer } from '../../../src/engine/engine.ts';
import { layoutOf, sizeOfLayout } from '../../../src/engine/layout.ts';
import { ratesOf, updateProgram } from '../../../src/engine/update.ts';
import { architectureOf } from './designs.ts';
import { numbers } from './random.ts';
import { evaluate } from './reference/evaluate.ts';

const layout = layoutOf(architectureOf({ model_type: 'gpt2', n_layer: 1, n_embd: 8, n_head: 2, n_positions: 4, vocab_size: 13 }));
const size = sizeOfLayout(layout);
const vectors = {
	gradient_0: numbers(1, size),
	gradient_1: numbers(2, size),
	weights: numbers(3, size),
	first_moment: numbers(4, size),
	second_moment: numbers(5, size).map(Math.abs),
};

it.each([
	['clipping and decay', { weightDecay: 0.1, gradientClip: 1 }],
	['neither', { weightDecay: 0, gradientClip: 0 }],
])('blocks of the vectors make the same step, with %s', (_, given) => {
	const optimizer: Optimizer = { beta1: 0.9, beta2: 0.95, epsilon: 1e-8, ...given };
	const inputs = { ...vectors, rates: ratesOf(optimizer, 1e-2, 3) };
	const whole = evaluate(updateProgram(layout, optimizer, { parts: 2 }), inputs);
	// Some blocks have weights that are decayed, some have none, some have both.
	const parts = evaluate(updateProgram(layout, optimizer, { parts: 2, blocks: 29 }), inputs);
	for (const [name, values] of Object.entries(whole)) for (const [place, value] of values.entries()) expect(parts[name]?.[place], name).toBeCloseTo(value, 10);
});
