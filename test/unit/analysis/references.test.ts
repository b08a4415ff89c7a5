import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analysis.ts';
import { readDesign } from '../../../src/design/design.ts';

const count = (keys: object, sequence: number) => {
	const analysis = analyze(readDesign(JSON.stringify(keys), { name: 'config.json' }), { sequence });
	if (!analysis) throw new Error('not counted');
	return analysis;
};

const llama2 = { model_type: 'llama' };
const llama3 = { model_type: 'llama', num_key_value_heads: 8, intermediate_size: 14336, vocab_size: 128256, max_position_embeddings: 8192 };
const qwen3 = {
	model_type: 'qwen3',
	hidden_size: 1024,
	num_hidden_layers: 28,
	num_attention_heads: 16,
	num_key_value_heads: 8,
	intermediate_size: 3072,
	tie_word_embeddings: true,
};
const gemma3 = {
	model_type: 'gemma3_text',
	hidden_size: 1152,
	num_hidden_layers: 26,
	num_attention_heads: 4,
	num_key_value_heads: 1,
	intermediate_size: 6912,
	vocab_size: 262144,
	sliding_window: 512,
};
const mixtral = { model_type: 'mixtral' };
const deepseekLite = {
	model_type: 'deepseek_v2',
	hidden_size: 2048,
	num_hidden_layers: 27,
	num_attention_heads: 16,
	num_key_value_heads: 16,
	q_lora_rank: null,
	n_routed_experts: 64,
	n_shared_experts: 2,
	num_experts_per_tok: 6,
	moe_intermediate_size: 1408,
	first_k_dense_replace: 1,
	intermediate_size: 10944,
};
const gptOss = { model_type: 'gpt_oss', num_hidden_layers: 24, num_local_experts: 32 };

/** Forward and backward of 1024 tokens, causal, counted on the library's modules: three times the forward pass. */
describe('training compute of 1024 tokens, in TFLOP', () => {
	it.each([
		['Llama-3-8B', llama3, 46.934],
		['Gemma-3-1B', gemma3, 6.275],
		['Mixtral-8x7B', mixtral, 79.153],
		['DeepSeek-V2-Lite', deepseekLite, 15.496],
		['gpt-oss-20b', gptOss, 22.544],
	])('%s', (_name, keys, expected) => {
		const perToken = count(keys, 1024).flops?.trainingPerToken.value ?? 0;
		expect((perToken * 1024) / 1e12).toBeCloseTo(expected, 2);
	});

	it('Llama-3-8B at 8192 tokens is 15.01 GFLOP of products and 2.15 of attention a token', () => {
		expect((count(llama3, 8192).flops?.forwardPerToken.value ?? 0) / 1e9).toBeCloseTo(15.01 + 2.15, 2);
	});
});

describe('cache per token in bfloat16', () => {
	it.each([
		['Llama-2-7B', llama2, 524_288],
		['Llama-3-8B', llama3, 131_072],
		['Qwen3-0.6B', qwen3, 114_688],
		['DeepSeek-V2-Lite, latent', deepseekLite, 31_104],
		['DeepSeek-V3, latent', { model_type: 'deepseek_v3' }, 70_272],
	])('%s', (_name, keys, bytes) => {
		expect(count(keys, 1024).cachePerToken.value).toBe(bytes);
	});

	it('a windowed layer keeps no more than its window', () => {
		expect(count({ model_type: 'mistral', sliding_window: 1024 }, 4096).cache?.value).toBe(131_072 * 1024);
		expect(count({ model_type: 'mistral', sliding_window: null }, 4096).cache?.value).toBe(131_072 * 4096);
	});
});

describe('active parameters', () => {
	it('of DeepSeek-V3 are 37.55B of 671.03B', () => {
		const { parameters } = count({ model_type: 'deepseek_v3' }, 1024);
		// The released count has 58 × 256 biases of the router more, which the library keeps as buffers.
		expect(parameters.value).toBe(671_026_419_200 - 58 * 256);
		expect((parameters.active ?? 0) / 1e9).toBeCloseTo(37.55, 2);
	});
});
