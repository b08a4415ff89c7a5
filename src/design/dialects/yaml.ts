import { isMap, isScalar, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { KeyValue, SourceKey } from '../source.ts';
import { tooDeep, tooDeepMessage } from './depth.ts';
import type { SourceDocument } from './document.ts';

/** Reads YAML; aliases are bounded, so a small file cannot expand without end. */
export function readYaml(text: string): SourceDocument {
	const deep = tooDeep(text);
	if (deep) return { keys: [], content: {}, problems: [{ message: tooDeepMessage, range: deep }] };
	const document = parseDocument(text, { prettyErrors: false });
	const problems = document.errors.map(({ message, pos: [start, end] }) => ({ message: `YAML: ${message}`, range: { start, end } }));
	const keys: SourceKey[] = [];
	const plain = (node: unknown): KeyValue => {
		try {
			return ((node as Node | null)?.toJS(document, { maxAliasCount: 100 }) ?? null) as KeyValue;
		} catch (error) {
			const [start = 0, end = start] = (node as Node).range ?? [];
			problems.push({ message: `YAML: ${(error as Error).message}`, range: { start, end } });
			return null;
		}
	};
	const walk = (map: YAMLMap, path: string[]) => {
		for (const { key, value } of map.items) {
			if (!isScalar(key) || !key.range) continue;
			const [keyStart, keyEnd] = key.range;
			const [start = keyEnd, end = start] = (value as Node | null)?.range ?? [];
			const here = [...path, String(key.value)];
			keys.push({ path: here, value: plain(value), keyRange: { start: keyStart, end: keyEnd }, valueRange: { start, end } });
			if (isMap(value)) walk(value, here);
		}
	};
	const root = document.contents;
	if (isMap(root)) walk(root, []);
	else if (root !== null && problems.length === 0)
		problems.push({ message: 'A design is a map of keys.', range: { start: root.range?.[0] ?? 0, end: root.range?.[1] ?? 0 } });
	return { keys, content: isMap(root) ? ((plain(root) as SourceDocument['content'] | null) ?? {}) : {}, problems };
}
