import { problemsOf } from './problems.ts';
import type { FileRule } from './rule.ts';

export const valueOutOfRange: FileRule = {
	id: 'value-out-of-range',
	summary: 'A value lies outside what its key allows.',
	severity: 'error',
	kind: 'fact',
	source: "The library's configuration classes.",
	checkFile: (design) => problemsOf(design, 'value-out-of-range'),
};
