import { getNodeValue, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { SourceKey } from '../source.ts';
import { tooDeep, tooDeepMessage } from './depth.ts';
import type { SourceDocument } from './document.ts';

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
		message: `JSON: ${printParseErrorCode(error)}.`,
		range: { start: offset, end: offset + length },
	}));
	if (root !== undefined && root.type !== 'object' && problems.length === 0) problems.push({ message: 'A design is an object of keys.', range: range(root) });
	return { keys, content: root?.type === 'object' ? getNodeValue(root) : {}, problems };
}
