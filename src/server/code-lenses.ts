import type { CodeLens } from 'vscode-languageserver/node';
import { factsLine } from '../analysis/facts.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** Above the model: Train, and what it comes to. While the text has a syntax error, the last facts, said to be past. */
export function codeLenses({ document, design, analysis, past, settings }: LintedDocument): CodeLens[] {
	if (!settings.codeLens) return [];
	const model = design.source.find(({ path }) => path.length === 1 && path[0] === (design.dialect === 'headroom' ? 'model' : 'model_type'));
	const range = rangeIn(document, model?.keyRange ?? { start: 0, end: 0 });
	const broken = design.problems.some(({ kind }) => kind === 'syntax');
	if (broken) return past ? [{ range, command: { title: `$(history) Before the syntax error: ${factsLine(past.design, past.analysis)}`, command: '' } }] : [];
	return [
		{ range, command: { title: '$(play) Train', command: 'headroom.train', arguments: [document.uri] } },
		{ range, command: { title: factsLine(design, analysis), command: '' } },
	];
}
