import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { DesignRule } from './rule.ts';

export const embeddingShare: DesignRule = {
	id: 'embedding-share',
	summary: 'Token table and head, untied, are more than 40 % of the parameters.',
	severity: 'hint',
	kind: 'fact',
	source: 'Two tables of vocabulary × width; tying them (Press and Wolf 2017) removes one.',
	reads: ['width', 'vocabulary'],
	check({ architecture: { heads, vocabulary, width, embedding }, analysis: { parameters }, design }) {
		const head = heads.find((each) => each.kind === 'language-model');
		if (head === undefined || head.kind !== 'language-model' || head.tied || parameters.value === null) return [];
		const share = (2 * vocabulary * (embedding.width ?? width)) / parameters.value;
		if (share <= 0.4) return [];
		return [
			{
				message: `Token table and head are ${Math.round(100 * share)} % of the parameters.`,
				range: placeOf(design, design.keys.has('tie_word_embeddings') ? 'tie_word_embeddings' : 'vocab_size'),
				fixes: [{ title: 'Tie them', edits: setKey(design, 'tie_word_embeddings', true) }],
			},
		];
	},
};
