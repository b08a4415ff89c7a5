import { labelCount } from './family.ts';
import { type ImageTransformer, imageTransformer, qkvBias } from './image-transformer.ts';
import { linearParts, onTop } from './parts.ts';

/** What DINOv2 and its kin share: ViT with scaled blocks; gated where `use_swiglu_ffn`. */
const shared: Omit<ImageTransformer, 'modelType' | 'prefix' | 'body' | 'patchSize'> = {
	classes: ['Model', 'ForImageClassification', 'Backbone'],
	bare: ['Model', 'Backbone'],
	epsilon: 1e-6,
	tokens: (keys, { body, width }) => [
		{ name: `${body}embeddings.cls_token`, shape: [1, 1, width] },
		...(keys.flag('use_mask_token', true) ? [{ name: `${body}embeddings.mask_token`, shape: [1, width] }] : []),
	],
	places: () => 1,
	bias: qkvBias,
	feedForward: (keys, usual, { width }) => {
		const size = Math.floor(width * keys.number('mlp_ratio', 4));
		if (!keys.flag('use_swiglu_ffn', false)) return { ...usual, size };
		// Two thirds, so that three matrices cost what two did; in steps of eight.
		return { ...usual, size: Math.floor((Math.floor((size * 2) / 3) + 7) / 8) * 8, gated: true, activation: 'silu' };
	},
	parts: (_, { body, width }) => ['layer_scale1', 'layer_scale2'].map((name) => ({ name: `${body}encoder.layer.{layer}.${name}.lambda1`, shape: [width] })),
	heads: (keys, { width, ending }) =>
		ending === 'ForImageClassification' ? [onTop('classifier of the class token and the mean', linearParts('classifier', 2 * width, labelCount(keys)))] : [],
	names: ({ body }, { gated }) => {
		const layer = `${body}encoder.layer.{layer}`;
		return {
			query: `${layer}.attention.q_proj`,
			key: `${layer}.attention.k_proj`,
			value: `${layer}.attention.v_proj`,
			output: `${layer}.attention.o_proj`,
			attention_norm: `${layer}.norm1`,
			feed_forward_norm: `${layer}.norm2`,
			gate: `${layer}.mlp.gate_proj`,
			up: `${layer}.mlp.${gated ? 'up_proj' : 'fc1'}`,
			down: `${layer}.mlp.${gated ? 'down_proj' : 'fc2'}`,
		};
	},
};

/** `Dinov2Config`. */
export const dinov2 = imageTransformer({ ...shared, modelType: 'dinov2', prefix: 'Dinov2', body: 'dinov2', patchSize: 14 });

/** `Dinov2WithRegistersConfig`: DINOv2 with tokens that only collect. */
export const dinov2WithRegisters = imageTransformer({
	...shared,
	modelType: 'dinov2_with_registers',
	prefix: 'Dinov2WithRegisters',
	body: 'dinov2_with_registers',
	patchSize: 16,
	tokens: (keys, { body, width }) => [
		{ name: `${body}embeddings.cls_token`, shape: [1, 1, width] },
		{ name: `${body}embeddings.mask_token`, shape: [1, width] },
		{ name: `${body}embeddings.register_tokens`, shape: [1, keys.count('num_register_tokens', 4, { minimum: 0 }), width] },
	],
});
