import { distance } from 'fastest-levenshtein';
import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { families } from '../design/families/index.ts';
import type { FileRule } from './rule.ts';

export const unknownFamily: FileRule = {
	id: 'unknown-family',
	summary: 'The model_type is not one that can be counted; nothing is guessed.',
	severity: 'info',
	kind: 'fact',
	source: 'The families of this version.',
	checkFile(design) {
		if (design.family !== undefined || design.problems.some(({ kind }) => kind === 'syntax' || kind === 'unreadable-model')) return [];
		const known = [...families.keys()];
		if (design.modelType === undefined) return [{ message: `The model has no model_type, so nothing can be counted.`, range: placeOf(design, 'model_type') }];
		const type = design.modelType;
		const near = nearest(type.toLowerCase(), known);
		return [
			{
				message: `The family ${type} is not known here: nothing is counted or checked, and nothing is guessed.`,
				range: placeOf(design, 'model_type'),
				fixes: near.map((name) => ({ title: `Use ${name}`, edits: setKey(design, 'model_type', name) })),
			},
		];
	},
};

/** The known names that are fewest letters off, two at most. */
function nearest(type: string, known: readonly string[]): string[] {
	const least = Math.min(2, ...known.map((name) => distance(name, type)));
	return known.filter((name) => distance(name, type) === least);
}
