import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { Severity } from '../rules/rule.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

const severities: Record<Severity, DiagnosticSeverity> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	info: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

/** The findings of a document as its editor shows them. */
export function diagnosticsOf({ document, findings }: LintedDocument): Diagnostic[] {
	return findings.map(({ rule, severity, message, range, related }) => ({
		source: 'headroom',
		code: rule,
		severity: severities[severity],
		message,
		range: rangeIn(document, range),
		relatedInformation: related.map((other) => ({ message: other.message, location: { uri: document.uri, range: rangeIn(document, other.range) } })),
	}));
}
