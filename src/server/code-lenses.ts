import type { CodeLens, Command } from 'vscode-languageserver/node';
import { factsLine } from '../analysis/facts.ts';
import { isInRepository } from '../files/repository.ts';
import type { LintedDocument } from './linter.ts';
import { pathOf, rangeIn } from './places.ts';

/**
 * Above the model: Train, what it comes to, Inspect, Compare with HEAD; the facts alone where the client has no such commands.
 * While the text has a syntax error, the last facts, said to be past.
 */
export function codeLenses({ document: { uri }, document, design, analysis, past, settings, client }: LintedDocument): CodeLens[] {
	if (!settings.codeLens) return [];
	const model = design.source.find(({ path }) => path.length === 1 && path[0] === (design.dialect === 'headroom' ? 'model' : 'model_type'));
	const range = rangeIn(document, model?.keyRange ?? { start: 0, end: 0 });
	const lens = (title: string, command = ''): CodeLens => ({ range, command: commandOf(title, command, uri) });
	const broken = design.problems.some(({ kind }) => kind === 'syntax');
	if (broken) return past ? [lens(`$(history) Before the syntax error: ${factsLine(past.design, past.analysis)}`)] : [];
	const facts = factsLine(design, analysis);
	if (!client.commands) return [lens(facts)];
	const path = pathOf(uri);
	return [
		lens('$(play) Train', 'headroom.train'),
		lens(facts),
		lens('Inspect', 'headroom.inspect'),
		...(path !== undefined && isInRepository(path) ? [lens('Compare with HEAD', 'headroom.compareWithHead')] : []),
	];
}

const commandOf = (title: string, command: string, uri: string): Command => ({ title, command, ...(command !== '' && { arguments: [uri] }) });
