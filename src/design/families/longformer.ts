import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { linearParts } from './parts.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

const { ForCausalLM: _, ...heads } = robertaHeads;

/** `LongformerConfig`: RoBERTa in windows, with queries, keys and values of their own for tokens that see everything. */
export const longformer = encoder({
	modelType: 'longformer',
	prefix: 'Longformer',
	body: 'longformer',
	heads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	positions: paddedPositions,
	mask: (keys) => {
		const each = Array.isArray(keys.get('attention_window')) ? (keys.numbers('attention_window') ?? []) : undefined;
		const same = each ? 512 : keys.count('attention_window', 512);
		return (index) => ({ kind: 'band', reach: Math.max(1, Math.floor((each?.[index] ?? same) / 2)) });
	},
	layer: (_, __, { width, heads: count, headSize }) => ({
		parts: ['query', 'key', 'value'].flatMap((name) => linearParts(`{body}encoder.layer.{layer}.attention.self.${name}_global`, width, count * headSize)),
	}),
	names: robertaNames,
});
