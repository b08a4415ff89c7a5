import { type CodeAction, CodeActionKind, type Range } from 'vscode-languageserver/node';
import { diagnosticsOf } from './diagnostics.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** The fixes of the findings that the range touches, each one undo step; the first of a finding is preferred. */
export function codeActions(result: LintedDocument, range: Range): CodeAction[] {
	const { document, findings } = result;
	const diagnostics = diagnosticsOf(result);
	const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
	return findings.flatMap((finding, index) => {
		const diagnostic = diagnostics[index];
		if (finding.range.end < from || finding.range.start > to || diagnostic === undefined) return [];
		return finding.fixes.map(({ title, edits }, choice) => ({
			title,
			kind: CodeActionKind.QuickFix,
			diagnostics: [diagnostic],
			isPreferred: choice === 0,
			edit: {
				documentChanges: [
					{
						textDocument: { uri: document.uri, version: document.version },
						edits: edits.map((edit) => ({ range: rangeIn(document, edit.range), newText: edit.newText })),
					},
				],
			},
		}));
	});
}
