import { type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { LARGEST_DESIGN } from '../files/text.ts';
import { nameOf } from './places.ts';

/** Says at the top of an open file that it is not looked at; nothing where it would be no design anyway. */
export function tooLarge(document: TextDocument): Diagnostic[] {
	const text = document.getText();
	const isMeant = /\.headroom\.(ya?ml|jsonc?)$/.test(nameOf(document.uri)) || /"model_type"\s*:/.test(text.slice(0, LARGEST_DESIGN));
	if (text.length <= LARGEST_DESIGN || !isMeant) return [];
	const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
	const message = `This file has more than ${LARGEST_DESIGN / 1e6} MB and is skipped: a design is smaller.`;
	return [{ source: 'headroom', severity: DiagnosticSeverity.Information, message, range }];
}
