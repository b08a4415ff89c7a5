import { labelCount } from './family.ts';
import { imageTransformer, qkvBias } from './image-transformer.ts';
import { linearParts, onTop } from './parts.ts';

/** `Dinov2Config`: ViT with scaled blocks; gated where `use_swiglu_ffn`. */
export const dinov2 = imageTransformer({
	modelType: 'dinov2',
	prefix: 'Dinov2',
	classes: ['Model', 'ForImageClassification', 'Backbone'],
	body: 'dinov2',
	bare: ['Model', 'Backbone'],
	patchSize: 14,
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
});
