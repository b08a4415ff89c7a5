import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver/node';
import type { SourceKey } from '../design/source.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** The keys of a design as an outline, values beside them. */
export function documentSymbols({ document, design }: LintedDocument): DocumentSymbol[] {
	const under = (parent: readonly string[]): DocumentSymbol[] =>
		design.source
			.filter(({ path }) => path.length === parent.length + 1 && parent.every((name, index) => path[index] === name))
			.map((key) => ({
				name: key.path.at(-1) || '(empty)',
				detail: detailOf(key),
				kind: isMap(key) ? SymbolKind.Module : SymbolKind.Property,
				range: rangeIn(document, { start: key.keyRange.start, end: Math.max(key.keyRange.end, key.valueRange.end) }),
				selectionRange: rangeIn(document, key.keyRange),
				children: isMap(key) ? under(key.path) : [],
			}));
	return under([]);
}

const isMap = ({ value }: SourceKey): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

const detailOf = (key: SourceKey): string => (isMap(key) ? '' : JSON.stringify(key.value).slice(0, 60));
