import { encoder } from './encoder.ts';
import { rotaryEncoderNames } from './nomic_bert.ts';
import { rotary } from './positions.ts';
import { robertaNames } from './roberta.ts';

/** `GteConfig`: BERT that rotates, with a gated block whose last matrix alone has a bias. */
export const gte = encoder({
	modelType: 'gte',
	prefix: 'Gte',
	body: 'gte',
	heads: { ForMaskedLM: ['vocabulary'], Model: [], ForSequenceClassification: ['pooler', 'classifier'], ForTokenClassification: ['classifier'] },
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 8192, vocabulary: 250048, tokenTypes: 1 },
	readsHeadDim: true,
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { base: 160000, maximum: positions }),
	feedForward: (_, usual) => ({ ...usual, gated: true, bias: false }),
	layer: (_, __, { width }) => ({ parts: [{ name: '{body}layers.{layer}.mlp.down_proj.bias', shape: [width] }] }),
	vocabularyHead: () => ({ untiedBias: false }),
	names: { ...rotaryEncoderNames, ...robertaNames, headBias: 'lm_head.decoder' },
});
