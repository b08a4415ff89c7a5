import { describe, expect, it } from 'vitest';
import { elements } from '../../../../src/design/tensors.ts';
import { onnxCpu } from '../../../../src/engine/backends/onnx/cpu.ts';
import { layoutOf } from '../../../../src/engine/layout.ts';
import { evaluationProgram, gradientProgram, type ProgramOptions } from '../../../../src/engine/step.ts';
import { architectureOf } from '../designs.ts';
import { numbers, tokens } from '../random.ts';

const sizes = { hidden_size: 16, num_hidden_layers: 2, num_attention_heads: 2, num_key_value_heads: 2, vocab_size: 31 };
const models = {
	olmoe: { ...sizes, model_type: 'olmoe', intermediate_size: 12, num_experts: 16, num_experts_per_tok: 2, router_aux_loss_coef: 0.1 },
	mixtral: { ...sizes, model_type: 'mixtral', intermediate_size: 12, num_local_experts: 4, num_experts_per_tok: 1 },
};
const windows = { sequences: 2, positions: 6 };
const number = windows.sequences * windows.positions;

const operatorsOf = (model: Record<string, unknown>, options?: ProgramOptions): Set<string> => {
	const architecture = architectureOf(model);
	return new Set(evaluationProgram(architecture, layoutOf(architecture), windows, options).graph.nodes.map(({ operator }) => operator));
};

/** Loss and gradient; `skew` lets all routers prefer the first experts. */
async function computed(model: Record<string, unknown>, skew: number, options: ProgramOptions) {
	const architecture = architectureOf(model);
	const layout = layoutOf(architecture);
	const weights = Float32Array.from(
		layout.flatMap(({ tensor }, index) => {
			const drawn = numbers(index + 1, elements(tensor.shape), -0.5, 0.5);
			const [, width = 1] = tensor.shape;
			return tensor.role === 'router' ? drawn.map((each, place) => each - skew * Math.floor(place / width)) : drawn;
		}),
	);
	const executable = await onnxCpu(1).compile(gradientProgram(architecture, layout, windows, options));
	const inputs = tokens(1, number, 31);
	const { arrays } = await executable.run({ inputs, targets: tokens(2, number, 31), weights, share: Float32Array.of(1), dropout_seed: Int32Array.of(0) });
	await executable.release();
	return { loss: arrays.loss?.[0] ?? Number.NaN, gradient: arrays.gradient ?? new Float32Array(), layout };
}

describe.each(Object.entries(models))('the experts of %s', (_, model) => {
	it.each([0, 5])('on the tokens routed to them alone give the loss and the gradient that they give on all (routers skewed by %d)', async (skew) => {
		const [routed, all] = [await computed(model, skew, { routesTokens: true }), await computed(model, skew, { routesTokens: false })];
		expect(Math.abs(routed.loss - all.loss) / all.loss).toBeLessThan(1e-5);
		const largest = Math.max(...all.gradient.map(Math.abs));
		expect(largest).toBeGreaterThan(1e-3);
		expect(Math.max(...all.gradient.map((each, index) => Math.abs(each - (routed.gradient[index] ?? Number.NaN)))) / largest).toBeLessThan(1e-5);
		// The case would show little if every expert had tokens.
		const { tensor, offset } = routed.layout.find(({ tensor }) => tensor.role === 'expert_down') ?? {};
		if (!tensor || offset === undefined) throw new Error('the model has no experts');
		const size = elements(tensor.shape.slice(1));
		const ofExperts = Array.from({ length: tensor.shape[0] ?? 0 }, (_, expert) =>
			routed.gradient.subarray(offset + expert * size, offset + (expert + 1) * size),
		);
		expect(ofExperts.some((gradient) => gradient.every((each) => each === 0))).toBe(skew > 0 || ofExperts.length > 4);
	});

	it('compute all tokens unless told', () => {
		expect(operatorsOf(model)).not.toContain('routes');
		expect(operatorsOf(model, { routesTokens: true })).toContain('routes');
	});
});

it('experts that all tokens pass compute them together', () => {
	expect(operatorsOf({ ...models.mixtral, num_experts_per_tok: 4 }, { routesTokens: true })).not.toContain('routes');
});

it('the processor routes tokens', () => {
	expect(onnxCpu(1).routesTokens).toBe(true);
});
