import type { FileRule } from './rule.ts';

export const textModelOnly: FileRule = {
	id: 'text-model-only',
	summary: 'The file holds several models; the one for text is counted, and no other.',
	severity: 'info',
	kind: 'fact',
	source: "The library's configuration classes: where each family of several models keeps its text model, and whose `tie_word_embeddings` it reads.",
	checkFile({ textModel, architecture }) {
		if (textModel === undefined || architecture === undefined) return [];
		const { of, path, range } = textModel;
		const where = path.length > 0 ? `, in ${path.join('.')},` : '';
		return [
			{
				message: `Only the text model of ${of}${where} is counted and checked: ${architecture.modelClass}. The parts for images or sound are left out.`,
				range,
			},
		];
	},
};
