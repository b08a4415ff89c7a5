import { describe, expect, it } from 'vitest';
import { rankClasses, rankNeeded } from '../../../src/analysis/rank.ts';
import type { Attention, AttentionMask } from '../../../src/design/architecture.ts';
import { families } from '../../../src/design/families/index.ts';
import { keysFrom } from '../../../src/design/keys.ts';
import type { KeyValue } from '../../../src/design/source.ts';

const nowhere = { start: 0, end: 0 };
function design(model: Record<string, KeyValue>) {
	const family = families.get(model.model_type as string);
	if (!family) throw new Error(`no family ${model.model_type}`);
	const keys = keysFrom(Object.entries(model).map(([key, value]) => ({ path: [key], value, keyRange: nowhere, valueRange: nowhere })));
	return family.architecture(keys, { modelClass: family.classes[0], decoupled: true });
}

describe('rankNeeded', () => {
	it.each<[AttentionMask, number, number, number]>([
		[{ kind: 'full' }, 12, 11, 12],
		[{ kind: 'causal' }, 12, 6, 12],
		[{ kind: 'causal' }, 13, 7, 13],
		[{ kind: 'causal-window', window: 4 }, 12, 2, 4],
		[{ kind: 'causal-window', window: 64 }, 12, 6, 12],
		[{ kind: 'full' }, 1, 1, 1],
	])('%j over %i tokens: exact %i, paper %i', (mask, context, exact, paper) => {
		const attention = { mask } as Attention;
		expect(rankNeeded(attention, context)).toBe(exact);
		expect(rankNeeded(attention, context, 'paper')).toBe(paper);
	});
});

describe('rankClasses', () => {
	it('holds Llama-3-8B to its positions', () => {
		const [only, ...others] = rankClasses(design({ model_type: 'llama', num_key_value_heads: 8, max_position_embeddings: 8192 }));
		expect(others).toEqual([]);
		expect(only).toMatchObject({ context: 8192, bound: 128, needed: 4096 });
		expect(only?.layers).toHaveLength(32);
	});

	it("prefers the design's own sequence length", () => {
		expect(rankClasses(design({ model_type: 'bert' }), 128)).toMatchObject([{ context: 128, bound: 64, needed: 127 }]);
	});

	it('is capped by the width without rotary positions, and by the head alone with them', () => {
		expect(rankClasses(design({ model_type: 'gpt2', n_embd: 8, n_head: 2, head_dim: 32 }))).toMatchObject([{ bound: 8, needed: 8 }]);
		expect(rankClasses(design({ model_type: 'llama', hidden_size: 8, num_attention_heads: 2, head_dim: 32 }))).toMatchObject([{ bound: 32 }]);
	});
});
