import { describe, expect, it } from 'vitest';
import { flops, meanKeys } from '../../../src/analysis/flops.ts';
import { readDesign } from '../../../src/design/design.ts';

function forward(keys: object, context: number): number {
	const { architecture } = readDesign(JSON.stringify(keys), { name: 'config.json' });
	return (architecture && flops(architecture, context).forwardPerToken.value) ?? Number.NaN;
}

const indexed = { model_type: 'deepseek_v32', num_hidden_layers: 3, num_attention_heads: 8 };

describe('attention over the tokens that an indexer picks', () => {
	it('scores no more than the picked ones', () => {
		const saved = forward({ ...indexed, index_topk: 4096 }, 8) - forward({ ...indexed, index_topk: 4 }, 8);
		expect(saved).toBe(3 * 2 * 8 * (128 + 64 + 128) * (meanKeys({ kind: 'causal' }, 8) - meanKeys({ kind: 'causal-window', window: 4 }, 8)));
	});

	it('pays for the scores of the indexer over all that the mask allows', () => {
		const one = { ...indexed, index_n_heads: 1 };
		const two = { ...indexed, index_n_heads: 2 };
		const queries = 128 * 1536;
		const weights = 7168;
		expect(forward(two, 8) - forward(one, 8)).toBe(3 * 2 * (queries + weights + 128 * meanKeys({ kind: 'causal' }, 8)));
	});
});

describe('experts', () => {
	it('cost what the chosen ones multiply, and the router', () => {
		const mixtral = { model_type: 'mixtral', num_hidden_layers: 2, hidden_size: 64, intermediate_size: 96, num_attention_heads: 4, num_local_experts: 4 };
		const more = forward({ ...mixtral, num_experts_per_tok: 2 }, 8) - forward({ ...mixtral, num_experts_per_tok: 1 }, 8);
		expect(more).toBe(2 * 2 * 3 * 64 * 96);
		expect(forward({ ...mixtral, num_local_experts: 8 }, 8) - forward(mixtral, 8)).toBe(2 * 2 * 4 * 64);
	});
});
