import { type CodeAction, CodeActionKind, type Range, type TextDocumentEdit } from 'vscode-languageserver/node';
import { setRule } from '../design/edits.ts';
import type { TextEdit } from '../design/source.ts';
import type { Finding } from '../rules/rule.ts';
import { diagnosticsOf } from './diagnostics.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** The kind under which every obvious fix of a document is applied at once, on save if the user wants. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.headroom`;

/**
 * Fixes of the findings that the range touches, each one undo step and the first of a finding preferred; for the same
 * findings ways to switch the rule off; and all obvious fixes together. `only` narrows by kind.
 */
export function codeActions(result: LintedDocument, range: Range, only: readonly string[] = []): CodeAction[] {
	const { document, findings } = result;
	const wants = (kind: string) => only.length === 0 || only.some((each) => kind === each || kind.startsWith(`${each}.`));
	const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
	const touched = findings.filter((finding) => finding.range.end >= from && finding.range.start <= to);
	const quick = [
		...withoutDoubles(touched.flatMap((finding) => fixes(result, finding))),
		...withoutDoubles(touched.flatMap((finding) => fixAllOf(result, finding))),
		...touched.flatMap((finding) => switchOff(result, finding)),
	];
	return [...(wants(CodeActionKind.QuickFix) ? quick : []), ...(wants(FIX_ALL) && only.length > 0 ? fixAll(result) : [])];
}

/** Two findings may have the same fix; it is offered once, for both. */
function withoutDoubles(actions: readonly CodeAction[]): CodeAction[] {
	const offered: CodeAction[] = [];
	for (const action of actions) {
		const same = offered.find(({ edit }) => JSON.stringify(edit) === JSON.stringify(action.edit));
		if (same === undefined) offered.push(action);
		else same.diagnostics = [...(same.diagnostics ?? []), ...(action.diagnostics ?? [])];
	}
	return offered;
}

function fixes(result: LintedDocument, finding: Finding): CodeAction[] {
	return finding.fixes.map(({ title, edits }, choice) => ({
		title,
		kind: CodeActionKind.QuickFix,
		diagnostics: diagnosticOf(result, finding),
		isPreferred: choice === 0,
		edit: { documentChanges: [changes(result, edits)] },
	}));
}

/** Where a rule speaks more than once and each time has one fix, all of them together. */
function fixAllOf(result: LintedDocument, { rule }: Finding): CodeAction[] {
	const same = result.findings.filter((finding) => finding.rule === rule);
	if (same.length < 2 || !same.every(isObvious)) return [];
	return [
		{
			title: `Fix all of ${rule} in this file`,
			kind: CodeActionKind.QuickFix,
			diagnostics: diagnosticsOf({ ...result, findings: same }),
			edit: { documentChanges: [changes(result, together(same))] },
		},
	];
}

function fixAll(result: LintedDocument): CodeAction[] {
	const obvious = result.findings.filter((finding) => finding.severity !== 'hint' && isObvious(finding));
	if (obvious.length === 0) return [];
	return [{ title: 'Fix all that has one fix', kind: FIX_ALL, edit: { documentChanges: [changes(result, together(obvious))] } }];
}

/** The edits of the first fix of each finding; one that meets an earlier one waits for the next time. */
function together(findings: readonly Finding[]): TextEdit[] {
	const edits: TextEdit[] = [];
	for (const {
		fixes: [fix],
	} of findings) {
		const meets = fix?.edits.some(({ range: { start, end } }) => edits.some(({ range }) => start <= range.end && range.start <= end));
		if (!meets) edits.push(...(fix?.edits ?? []));
	}
	return edits;
}

const isObvious = ({ fixes }: Finding): boolean => fixes.length === 1;

function switchOff(result: LintedDocument, finding: Finding): CodeAction[] {
	const { document, design } = result;
	// A file that is not well-formed stays so, whatever is switched off.
	if (finding.rule === 'syntax') return [];
	const edits = setRule(design, finding.rule, 'off');
	const command = (title: string, name: string): CodeAction => ({
		title,
		kind: CodeActionKind.QuickFix,
		diagnostics: diagnosticOf(result, finding),
		command: { title, command: name, arguments: [finding.rule, document.uri] },
	});
	return [
		...(edits.length === 0
			? []
			: [
					{
						title: `Switch ${finding.rule} off in this design`,
						kind: CodeActionKind.QuickFix,
						diagnostics: diagnosticOf(result, finding),
						edit: { documentChanges: [changes(result, edits)] },
					},
				]),
		...(result.client.commands
			? [command(`Switch ${finding.rule} off in this workspace`, 'headroom.switchOffRule'), command(`Why: ${finding.rule}`, 'headroom.openRule')]
			: []),
	];
}

const diagnosticOf = (result: LintedDocument, finding: Finding) => diagnosticsOf({ ...result, findings: [finding] });

const changes = ({ document }: LintedDocument, edits: readonly TextEdit[]): TextDocumentEdit => ({
	textDocument: { uri: document.uri, version: document.version },
	edits: edits.map((edit) => ({ range: rangeIn(document, edit.range), newText: edit.newText })),
});
