import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { Severity } from '../rules/rule.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** The findings of a document as its editor shows them; the code leads to the rule's page where the client has one. */
export function diagnosticsOf({ document, findings, client }: Pick<LintedDocument, 'document' | 'findings' | 'client'>): Diagnostic[] {
	return findings.map(({ rule, severity, message, range, related, unnecessary }) => ({
		source: 'headroom',
		code: rule,
		...(client.rulePage && { codeDescription: { href: client.rulePage.replace('{id}', rule) } }),
		severity: severities[severity],
		message,
		range: rangeIn(document, range),
		...(unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
		relatedInformation: related.map((other) => ({ message: other.message, location: { uri: document.uri, range: rangeIn(document, other.range) } })),
	}));
}
