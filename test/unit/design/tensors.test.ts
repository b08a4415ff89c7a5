import { describe, expect, it } from 'vitest';
import type { Architecture, Layer } from '../../../src/design/architecture.ts';
import { elements, tensorsOf } from '../../../src/design/tensors.ts';

const rms = { kind: 'rms', epsilon: 1e-6 } as const;

/** An architecture spelled out by hand, as a family would. */
function llama(shape: {
	width: number;
	layers: number;
	heads: number;
	kvHeads: number;
	headSize: number;
	feedForward: number;
	vocabulary: number;
	tied: boolean;
}): Architecture {
	const bias = { query: false, key: false, value: false, output: false };
	const layer: Layer = {
		attention: { heads: shape.heads, kvHeads: shape.kvHeads, queryKeySize: shape.headSize, valueSize: shape.headSize, mask: { kind: 'causal' }, bias },
		feedForward: { size: shape.feedForward, gated: true, activation: 'silu', bias: false },
		norms: { attention_norm: rms, feed_forward_norm: rms },
		arrangement: 'pre',
	};
	return {
		modelType: 'llama',
		modelClass: 'LlamaForCausalLM',
		objective: 'causal',
		vocabulary: shape.vocabulary,
		width: shape.width,
		embedding: { positions: { kind: 'rotary', base: 10000, maximum: 8192, dimensions: shape.headSize }, tokenTypes: 0 },
		layers: Array.from({ length: shape.layers }, () => layer),
		finalNorm: rms,
		heads: [{ kind: 'language-model', tied: shape.tied, bias: false }],
		initializerRange: 0.02,
		names: {
			token: 'model.embed_tokens',
			query: 'model.layers.{layer}.self_attn.q_proj',
			key: 'model.layers.{layer}.self_attn.k_proj',
			value: 'model.layers.{layer}.self_attn.v_proj',
			output: 'model.layers.{layer}.self_attn.o_proj',
			attention_norm: 'model.layers.{layer}.input_layernorm',
			feed_forward_norm: 'model.layers.{layer}.post_attention_layernorm',
			gate: 'model.layers.{layer}.mlp.gate_proj',
			up: 'model.layers.{layer}.mlp.up_proj',
			down: 'model.layers.{layer}.mlp.down_proj',
			final_norm: 'model.norm',
			head: 'lm_head',
		},
	};
}

const count = (architecture: Architecture) => tensorsOf(architecture).reduce((total, { shape }) => total + elements(shape), 0);

describe('tensorsOf', () => {
	// Counted on the real classes: shared/models/truth.csv of the project's reference configurations.
	it.each([
		['Llama-2-7B', { width: 4096, layers: 32, heads: 32, kvHeads: 32, headSize: 128, feedForward: 11008, vocabulary: 32000, tied: false }, 6_738_415_616],
		['Llama-3-8B', { width: 4096, layers: 32, heads: 32, kvHeads: 8, headSize: 128, feedForward: 14336, vocabulary: 128256, tied: false }, 8_030_261_248],
		['Llama-3.2-1B', { width: 2048, layers: 16, heads: 32, kvHeads: 8, headSize: 64, feedForward: 8192, vocabulary: 128256, tied: true }, 1_235_814_400],
	])('sums to the counted parameters of %s', (_name, shape, parameters) => {
		expect(count(llama(shape))).toBe(parameters);
	});

	it('names each tensor once', () => {
		const names = tensorsOf(llama({ width: 64, layers: 3, heads: 4, kvHeads: 2, headSize: 32, feedForward: 96, vocabulary: 256, tied: false })).map(
			({ name }) => name,
		);
		expect(new Set(names).size).toBe(names.length);
		expect(names).toContain('model.layers.2.self_attn.k_proj.weight');
	});

	it('fails on a module the family did not name', () => {
		const architecture = llama({ width: 64, layers: 1, heads: 4, kvHeads: 4, headSize: 16, feedForward: 96, vocabulary: 256, tied: true });
		architecture.embedding.positions = { kind: 'learned', count: 128 };
		expect(() => tensorsOf(architecture)).toThrow('llama: no name for position');
	});
});
