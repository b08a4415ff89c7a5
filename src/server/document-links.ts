import type { DocumentLink } from 'vscode-languageserver/node';
import { rules } from '../rules/index.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** Links from `model: ./config.json` to that file, and from each rule under `rules:` to its page. */
export function documentLinks({ document, design, client }: LintedDocument): DocumentLink[] {
	if (design.dialect === 'huggingface') return [];
	return design.source.flatMap(({ path, value, keyRange, valueRange }): DocumentLink[] => {
		const [section, id] = path;
		if (path.length === 1 && section === 'model' && typeof value === 'string')
			return [{ range: rangeIn(document, valueRange), target: new URL(value, document.uri).href }];
		if (path.length === 2 && section === 'rules' && client.rulePage && rules.some((rule) => rule.id === id))
			return [{ range: rangeIn(document, keyRange), target: client.rulePage.replace('{id}', id as string), tooltip: 'What this rule says' }];
		return [];
	});
}
