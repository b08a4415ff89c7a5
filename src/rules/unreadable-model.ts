import { problemsOf } from './problems.ts';
import type { FileRule } from './rule.ts';

export const unreadableModel: FileRule = {
	id: 'unreadable-model',
	summary: 'The model is missing, or the file that it names cannot be read.',
	severity: 'error',
	kind: 'fact',
	source: "The design file's format.",
	checkFile: (design) => problemsOf(design, 'unreadable-model'),
};
