import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/rules/lint.ts';

/** Published models are what people have found to work: a rule that is loud on them is wrong or useless. */
const folder = new URL('../../fixtures/models/', import.meta.url);
const models = readdirSync(folder).filter((file) => file.endsWith('.json'));
const visible = (text: string, name = 'config.json') => lint(text, name).findings.filter(({ severity }) => severity !== 'hint');
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');

describe('on a published model', () => {
	it.each(models)('%s: nothing louder than information, and at most two findings', (file) => {
		const findings = visible(read(file));
		expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
		expect(findings.length).toBeLessThanOrEqual(2);
	});

	it('nothing at all on most', () => {
		expect(models.filter((file) => visible(read(file)).length === 0).length).toBeGreaterThan(models.length / 2);
	});
});

/** Shapes with decoupled and unusual heads, as released. */
const shapes: [name: string, keys: object, expected: string[]][] = [
	['T5-11B', { model_type: 't5', d_model: 1024, num_heads: 128, d_kv: 128, d_ff: 65536, num_layers: 24 }, ['attn-inner-oversized', 'ffn-ratio']],
	[
		'Gemma-7b',
		{ model_type: 'gemma', hidden_size: 3072, num_attention_heads: 16, num_key_value_heads: 16, head_dim: 256, intermediate_size: 24576 },
		['mha-long-context'],
	],
	[
		'Gemma-2-27b',
		{
			model_type: 'gemma2',
			hidden_size: 4608,
			num_attention_heads: 32,
			num_key_value_heads: 16,
			head_dim: 128,
			intermediate_size: 36864,
			num_hidden_layers: 46,
		},
		[],
	],
	[
		'Gemma-3-27b',
		{
			model_type: 'gemma3_text',
			hidden_size: 5376,
			num_attention_heads: 32,
			num_key_value_heads: 16,
			head_dim: 128,
			intermediate_size: 21504,
			num_hidden_layers: 62,
			sliding_window: 1024,
		},
		[],
	],
	[
		'Qwen3-32B',
		{
			model_type: 'qwen3',
			hidden_size: 5120,
			num_attention_heads: 64,
			num_key_value_heads: 8,
			head_dim: 128,
			intermediate_size: 25600,
			num_hidden_layers: 64,
			max_position_embeddings: 40960,
			rope_theta: 1000000,
		},
		[],
	],
	[
		'open_llama_3b',
		{ model_type: 'llama', hidden_size: 3200, num_attention_heads: 32, intermediate_size: 8640, num_hidden_layers: 26, max_position_embeddings: 2048 },
		['head-dim-kernel'],
	],
	[
		'pythia-14m',
		{
			model_type: 'gpt_neox',
			hidden_size: 128,
			num_attention_heads: 4,
			intermediate_size: 512,
			num_hidden_layers: 6,
			max_position_embeddings: 512,
			vocab_size: 50304,
		},
		['head-rank-below-seq', 'softmax-bottleneck-width'],
	],
	['DeepSeek-V3', { model_type: 'deepseek_v3', max_position_embeddings: 163840 }, []],
	[
		'Llama-3-8B',
		{
			model_type: 'llama',
			hidden_size: 4096,
			num_attention_heads: 32,
			num_key_value_heads: 8,
			intermediate_size: 14336,
			vocab_size: 128256,
			max_position_embeddings: 8192,
			rope_theta: 500000,
		},
		[],
	],
];

describe('on a released shape', () => {
	it.each(shapes)('%s', (_name, keys, expected) => {
		expect(
			visible(JSON.stringify(keys))
				.map(({ rule }) => rule)
				.sort(),
		).toEqual(expected);
	});
});

/** The rank rule on the shapes of its sources, by training sequence. */
const rank: [name: string, keys: object, sequence: number, severity: string | undefined][] = [
	['BERT-large, 8 heads', { model_type: 'bert', hidden_size: 1024, num_attention_heads: 8 }, 128, undefined],
	['BERT-large, 16 heads', { model_type: 'bert', hidden_size: 1024, num_attention_heads: 16 }, 128, 'info'],
	['BERT-large, 32 heads', { model_type: 'bert', hidden_size: 1024, num_attention_heads: 32 }, 128, 'warning'],
	['fixed head of 32', { model_type: 'bert', hidden_size: 512, num_attention_heads: 8, head_dim: 32 }, 128, 'warning'],
	['fixed head of 64', { model_type: 'bert', hidden_size: 512, num_attention_heads: 8, head_dim: 64 }, 128, 'info'],
	['fixed head of 128', { model_type: 'bert', hidden_size: 512, num_attention_heads: 8, head_dim: 128 }, 128, undefined],
	['BERT-base', { model_type: 'bert', hidden_size: 768, num_attention_heads: 12 }, 512, 'info'],
	['MiniLM', { model_type: 'bert', hidden_size: 384, num_attention_heads: 12 }, 512, 'warning'],
	['GPT-2', { model_type: 'gpt2', n_embd: 768, n_head: 12 }, 1024, 'info'],
	['nanoGPT on characters', { model_type: 'gpt2', n_embd: 384, n_head: 6 }, 256, 'info'],
	['a tiny model', { model_type: 'gpt2', n_embd: 128, n_head: 8 }, 256, 'warning'],
];

describe('head-rank-below-seq', () => {
	it.each(rank)('%s at %i tokens: %s', (_name, model, sequence, severity) => {
		const { findings } = lint(JSON.stringify({ model, data: { sequence_length: sequence } }), 'a.headroom.json');
		expect(findings.find(({ rule }) => rule === 'head-rank-below-seq')?.severity).toBe(severity);
	});
});
