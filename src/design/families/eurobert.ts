import { decoder } from './decoder.ts';
import { labelCount, sameBias } from './family.ts';
import { linearParts, onTop } from './parts.ts';

/** `EuroBertConfig`: Llama that sees both sides and fills in what is hidden. */
export const eurobert = decoder({
	modelType: 'eurobert',
	prefix: 'EuroBert',
	classes: ['ForMaskedLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 8192, vocabulary: 128256, epsilon: 1e-5 },
	objective: 'masked',
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: () => () => ({ kind: 'full' }),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
	headBias: (keys) => keys.flag('mlp_bias', false),
	ownHeads: {
		ForMaskedLM: (_, __, languageModel) => [languageModel],
		ForSequenceClassification: (keys, { width }) => [
			onTop('dense', linearParts('dense', width, width)),
			{ kind: 'classifier', labels: labelCount(keys), bias: true },
		],
	},
	tokenClassifier: 'classifier',
	names: { classifier: 'classifier' },
});
