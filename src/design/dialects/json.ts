import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { SourceKey } from '../source.ts';
import { tooDeep, tooDeepMessage } from './depth.ts';
import type { SourceDocument } from './document.ts';

/** The parser's errors in words. */
const MESSAGES: Readonly<Record<string, string>> = {
	InvalidSymbol: 'this is no value; text stands in double quotes',
	InvalidNumberFormat: 'this is no number',
	PropertyNameExpected: 'a key in double quotes is expected',
	ValueExpected: 'a value is expected',
	ColonExpected: 'a colon is expected after the key',
	CommaExpected: 'a comma is expected between keys',
	CloseBraceExpected: 'a closing brace is missing',
	CloseBracketExpected: 'a closing bracket is missing',
	EndOfFileExpected: 'nothing may follow the end of the object',
	InvalidCommentToken: 'this is no comment',
	UnexpectedEndOfComment: 'the comment has no end',
	UnexpectedEndOfString: 'the text has no closing quote',
	UnexpectedEndOfNumber: 'the number has no end',
	InvalidUnicode: 'this is no Unicode escape',
	InvalidEscapeCharacter: 'this is no escape',
	InvalidCharacter: 'this character must be escaped',
};

/** Reads JSON, with comments and trailing commas; goes on after errors as far as it can. */
export function readJson(text: string): SourceDocument {
	const deep = tooDeep(text);
	if (deep) return { keys: [], content: {}, problems: [{ message: tooDeepMessage, range: deep }] };
	const errors: ParseError[] = [];
	const root = parseTree(text, errors, { allowTrailingComma: true });
	const keys: SourceKey[] = [];
	const range = (node: Node) => ({ start: node.offset, end: node.offset + node.length });
	const walk = (node: Node, path: string[]) => {
		for (const property of node.children ?? []) {
			const [key, value] = property.children ?? [];
			if (key === undefined || value === undefined) continue;
			const here = [...path, String(key.value)];
			keys.push({ path: here, value: getNodeValue(value), keyRange: range(key), valueRange: range(value) });
			if (value.type === 'object') walk(value, here);
		}
	};
	if (root?.type === 'object') walk(root, []);
	const problems = errors.map(({ error, offset, length }) => ({
		message: `JSON: ${MESSAGES[printParseErrorCode(error)] ?? printParseErrorCode(error)}.`,
		range: { start: offset, end: offset + length },
	}));
	if (root !== undefined && root.type !== 'object' && problems.length === 0) problems.push({ message: 'A design is an object of keys.', range: range(root) });
	return { keys, content: root?.type === 'object' ? getNodeValue(root) : {}, problems };
}
