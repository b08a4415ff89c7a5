import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

const { ForCausalLM: _, ...heads } = robertaHeads;

/** `IBertConfig`: RoBERTa for whole numbers. */
export const ibert = encoder({
	modelType: 'ibert',
	prefix: 'IBert',
	body: 'ibert',
	heads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	positions: paddedPositions,
	names: robertaNames,
});
