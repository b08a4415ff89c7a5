import { fileURLToPath } from 'node:url';
import type { Range } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type * as design from '../design/source.ts';

/** A range of the text in lines and characters. */
export const rangeIn = (document: TextDocument, { start, end }: design.Range): Range => ({ start: document.positionAt(start), end: document.positionAt(end) });

/** The file name of a document. */
export const nameOf = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));

/** The path of a document on this machine's disk; undefined where it is elsewhere. */
export const pathOf = (uri: string): string | undefined => (uri.startsWith('file:') ? fileURLToPath(uri) : undefined);
