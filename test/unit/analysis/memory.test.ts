import { describe, expect, it } from 'vitest';
import { cacheOf, cachePerToken } from '../../../src/analysis/memory.ts';
import { readDesign } from '../../../src/design/design.ts';

function architectureOf(keys: object) {
	const { architecture } = readDesign(JSON.stringify(keys), { name: 'config.json' });
	if (!architecture) throw new Error('not read');
	return architecture;
}

describe('values that a token adds to the cache', () => {
	it.each([
		['layers that borrow keys and values add none', { model_type: 'gemma3n_text', num_hidden_layers: 35, num_kv_shared_layers: 15 }, 20 * 2 * (256 + 256)],
		['heads of full layers have their own size', { model_type: 'gemma4_text', num_hidden_layers: 6, global_head_dim: 512 }, 5 * 4 * 512 + 4 * 1024],
		['an indexer adds its key to the latent vector', { model_type: 'deepseek_v32', num_hidden_layers: 2 }, 2 * (512 + 64 + 128)],
		['a layer that uses the indexer of another adds none', { model_type: 'glm_moe_dsa', num_hidden_layers: 3, index_topk_freq: 4 }, 3 * (512 + 64) + 2 * 128],
		['windowed layers with twice the heads', { model_type: 'mimo_v2_flash', num_hidden_layers: 2 }, (4 + 8) * (192 + 128)],
	])('%s', (_name, keys, values) => {
		expect(cachePerToken(architectureOf(keys)).value).toBe(2 * values);
	});
});

describe('the cache of a sequence', () => {
	it('holds the state of a delta net however long the sequence is', () => {
		const keys = { model_type: 'qwen3_next', num_hidden_layers: 4, linear_num_key_heads: 16, linear_num_value_heads: 32 };
		const states = 3 * (32 * 128 * 128 + (2 * 16 * 128 + 32 * 128) * 4);
		const perToken = 2 * (256 + 256);
		expect(cacheOf(architectureOf(keys), 1000).value).toBe(2 * (states + 1000 * perToken));
		expect(cacheOf(architectureOf(keys), 2000).value).toBe(2 * (states + 2000 * perToken));
	});
});
