import { problemsOf } from './problems.ts';
import type { FileRule } from './rule.ts';

export const wrongType: FileRule = {
	id: 'wrong-type',
	summary: 'A value is not of the type its key takes.',
	severity: 'error',
	kind: 'fact',
	source: "The library's configuration classes.",
	checkFile: (design) => problemsOf(design, 'wrong-type'),
};
