import { describe, expect, it } from 'vitest';
import { elements } from '../../../../src/design/tensors.ts';
import { gradients } from '../../../../src/engine/autodiff.ts';
import type { Value } from '../../../../src/engine/graph.ts';
import { initialWeights } from '../../../../src/engine/initialize.ts';
import { layoutOf } from '../../../../src/engine/layout.ts';
import { evaluationProgram } from '../../../../src/engine/step.ts';
import { designs } from '../designs.ts';
import { numbers, tokens } from '../random.ts';
import { evaluate } from '../reference/evaluate.ts';

const STEP = 1e-5;

describe.each(designs)('$name', ({ architecture }) => {
	it('its gradient agrees with central differences in every tensor', () => {
		const windows = { sequences: 2, positions: 4 };
		const layout = layoutOf(architecture);
		const { graph, outputs } = evaluationProgram(architecture, layout, windows);
		const loss = outputs.loss as Value;
		const weights = graph.nodes.find(({ operator, attributes }) => operator === 'input' && (attributes as { name: string }).name === 'weights')?.outputs[0];
		const [gradient] = gradients(loss, [weights as Value]);
		// Larger weights than the initial ones: the scores, and with them every gradient, are then far from 0.
		const base = Array.from(initialWeights(architecture, layout, 3), (weight, index) => weight + (numbers(index, 1, -0.5, 0.5)[0] ?? 0));
		const inputs = tokens(1, 8, architecture.vocabulary);
		const targets = tokens(2, 8, architecture.vocabulary).with(3, -1);
		const found = evaluate({ graph, outputs: { gradient: gradient as Value } }, { inputs, targets, weights: base }).gradient;
		const at = (index: number, step: number) =>
			evaluate({ graph, outputs: { loss } }, { inputs, targets, weights: base.with(index, (base[index] ?? 0) + step) }).loss[0] ?? Number.NaN;
		for (const { tensor, offset } of layout) {
			for (const place of new Set([0, Math.floor(elements(tensor.shape) / 2), elements(tensor.shape) - 1])) {
				const index = offset + place;
				const difference = (at(index, STEP) - at(index, -STEP)) / (2 * STEP);
				expect(Math.abs((found[index] ?? Number.NaN) - difference), `${tensor.name} at ${place}`).toBeLessThan(1e-7 + 1e-6 * Math.abs(difference));
			}
		}
	});
});
