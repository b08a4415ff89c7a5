import { describe, expect, it } from 'vitest';
import type { Attention, AttentionMask, Positions } from '../../../../src/design/architecture.ts';
import { entropyOfSoftmax, seenBy } from '../../../../src/training/rank/seen.ts';
import { architectureOf } from '../../engine/designs.ts';
import { scoresOf, truth } from './truth.ts';

const NONE: Positions = { kind: 'none' };

function attentionOf(heads: number, mask: AttentionMask, softCap?: number): Attention {
	const model = { model_type: 'llama', hidden_size: 8 * heads, num_hidden_layers: 1, num_attention_heads: heads, intermediate_size: 8, vocab_size: 9 };
	const attention = architectureOf(model, mask).layers[0]?.attention as Attention;
	return softCap === undefined ? attention : { ...attention, softCap };
}

it.each(truth.attention)('is what NumPy makes of it: $mask.kind, gain $gain, shift $shift, cap $cap, alibi $alibi, $heads heads', (given) => {
	const { expected, mask, cap, alibi, ...recipe } = given;
	const found = seenBy(scoresOf(recipe), recipe.tokens, attentionOf(recipe.heads, mask, cap), alibi ? { kind: 'alibi' } : NONE);
	expect(found).toHaveLength(recipe.heads);
	found.forEach(({ attention_entropy, max_score }, head) => {
		expect(attention_entropy).toBeCloseTo(expected[head]?.attention_entropy as number, 5);
		expect(max_score).toBeCloseTo(expected[head]?.max_score as number, 4);
	});
});

describe('attention', () => {
	const causal = attentionOf(1, { kind: 'causal' });

	it('spread over all that is seen has the entropy ln k', () => {
		const [seen] = seenBy(new Float32Array(16), 4, causal, NONE);
		expect(seen?.attention_entropy).toBeCloseTo((Math.log(1) + Math.log(2) + Math.log(3) + Math.log(4)) / 4, 12);
	});

	it('does not count what the mask hides', () => {
		const scores = Float32Array.from({ length: 16 }, (_, index) => (index % 4 > Math.floor(index / 4) ? 1e30 : -2));
		expect(seenBy(scores, 4, causal, NONE)).toEqual(seenBy(new Float32Array(16), 4, causal, NONE).map((seen) => ({ ...seen, max_score: -2 })));
	});

	it('of one key has no entropy, and large scores stay finite', () => {
		expect(entropyOfSoftmax(Float64Array.of(3))).toBe(0);
		expect(entropyOfSoftmax(Float64Array.of(3e38, -3e38, 0))).toBe(0);
		expect(entropyOfSoftmax(Float64Array.of(3e38, 3e38))).toBeCloseTo(Math.LN2, 12);
	});

	it('of a long window is worked out for queries all over it', () => {
		const [seen] = seenBy(new Float32Array(400 * 400), 400, causal, NONE);
		const every = Array.from({ length: 400 }, (_, query) => Math.log(query + 1)).reduce((sum, entropy) => sum + entropy, 0) / 400;
		expect(seen?.attention_entropy).toBeCloseTo(every, 2);
	});
});
