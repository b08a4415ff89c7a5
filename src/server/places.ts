import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type * as design from '../design/source.ts';

/** A range of the text in lines and characters. */
export const rangeIn = (document: TextDocument, { start, end }: design.Range): Range => ({ start: document.positionAt(start), end: document.positionAt(end) });
