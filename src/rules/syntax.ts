import { problemsOf } from './problems.ts';
import type { FileRule } from './rule.ts';

export const syntax: FileRule = {
	id: 'syntax',
	summary: 'The file is not well-formed.',
	severity: 'error',
	kind: 'fact',
	source: 'The YAML 1.2 and JSON grammars; comments and trailing commas are allowed in JSON.',
	// What follows the first error is its echo.
	checkFile: (design) => problemsOf(design, 'syntax').slice(0, 1),
};
