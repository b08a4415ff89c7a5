import { modify } from 'jsonc-parser';
import type { Design } from './design.ts';
import type { KeyValue, SourceKey, TextEdit } from './source.ts';

/**
 * The smallest edits that give a model key a value: the value alone where the key stands in the file, else a new
 * line after the last key of its map. Comments, order and layout stay. A key of the file that `model:` names is
 * set under `overrides:`.
 */
export function setKey(design: Design, key: string, value: KeyValue): TextEdit[] {
	const present = design.model.find(({ path, inherited }) => !inherited && path.length === 1 && path[0] === key);
	if (present) return [{ range: present.valueRange, newText: JSON.stringify(value) }];
	const map = mapOf(design);
	return design.syntax === 'json' ? insertJson(design, map, key, value) : insertYaml(design, map, key, value);
}

/** The smallest edits that set the severity of a rule in a design's `rules:`; a configuration has no place for it, and gets none. */
export function setRule(design: Design, id: string, severity: string): TextEdit[] {
	if (design.dialect === 'huggingface') return [];
	const present = keyAt(design.source, ['rules', id]);
	const value = design.syntax === 'json' ? JSON.stringify(severity) : severity;
	if (present) return [{ range: present.valueRange, newText: value }];
	if (design.syntax === 'json')
		return keyAt(design.source, ['rules']) ? insertJson(design, ['rules'], id, severity) : insertJson(design, [], 'rules', { [id]: severity });
	if (keyAt(design.source, ['rules'])) return insertYaml(design, ['rules'], id, severity);
	const eol = eolOf(design.text);
	const end = design.text.trimEnd().length;
	return [insertion(end, `${eol}${eol}rules:${eol}  ${id}: ${value}`)];
}

/** Path of the map in which this file's own model keys stand. */
function mapOf({ dialect, source, textModel }: Design): string[] {
	const inside = textModel?.path ?? [];
	if (dialect === 'huggingface') return [...inside];
	return [typeof keyAt(source, ['model'])?.value === 'string' ? 'overrides' : 'model', ...inside];
}

function insertJson({ text, source }: Design, map: readonly string[], key: string, value: KeyValue): TextEdit[] {
	const last = childrenOf(source, map).at(-1);
	if (last === undefined) return insertIntoEmptyJson(text, [...map, key], value);
	const line = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
	const end = last.valueRange.end;
	const indent = indentAt(text, last.keyRange.start);
	const rest = text.slice(end, endOfLine(text, end));
	const comma = /^\s*,/.test(rest);
	if (indent.trim() !== '' || !/^\s*,?\s*(\/\/.*|\/\*.*\*\/\s*)?$/.test(rest)) return [insertion(end, `, ${line}`)];
	// A comment at the end of the line belongs to the key that stands there.
	return [...(comma ? [] : [insertion(end, ',')]), insertion(end + rest.trimEnd().length, `${eolOf(text)}${indent}${line}`)];
}

function insertIntoEmptyJson(text: string, path: string[], value: KeyValue): TextEdit[] {
	const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
	const formattingOptions = { insertSpaces: !indent.includes('\t'), tabSize: indent.includes('\t') ? 1 : indent.length, eol: eolOf(text) };
	return modify(text, path, value, { formattingOptions }).map(({ offset, length, content }) => ({
		range: { start: offset, end: offset + length },
		newText: content,
	}));
}

function insertYaml({ text, source }: Pick<Design, 'text' | 'source'>, map: readonly string[], key: string, value: KeyValue): TextEdit[] {
	const eol = eolOf(text);
	const line = `${key}: ${plainYaml(value)}`;
	const last = childrenOf(source, map).at(-1);
	const parent = keyAt(source, map);
	if (last === undefined) {
		if (parent !== undefined) {
			if (text[parent.valueRange.start] === '{') return [{ range: parent.valueRange, newText: `{ ${line} }` }];
			return [insertion(endOfLine(text, parent.keyRange.end), `${eol}${indentAt(text, parent.keyRange.start)}  ${line}`)];
		}
		const missing = map.at(-1) as string;
		if (map.length > 1) return insertYaml({ text, source }, map.slice(0, -1), missing, { [key]: value });
		const model = keyAt(source, ['model']) as SourceKey;
		return [insertion(endOfLine(text, model.valueRange.end), `${eol}${missing}:${eol}  ${line}`)];
	}
	const flow = parent !== undefined && text[parent.valueRange.start] === '{';
	if (flow) return [insertion(last.valueRange.end, `, ${line}`)];
	const indent = indentAt(text, last.keyRange.start);
	// A nested last value ends where its own last line ends.
	return [insertion(endOfLine(text, trimmedEnd(text, last.valueRange.end)), `${eol}${indent}${line}`)];
}

/** Words need no quotes in YAML. */
const plainYaml = (value: KeyValue): string => (typeof value === 'string' && /^[A-Za-z][\w-]*$/.test(value) ? value : JSON.stringify(value));

const keyAt = (source: readonly SourceKey[], path: readonly string[]): SourceKey | undefined =>
	source.find((key) => key.path.length === path.length && path.every((name, index) => key.path[index] === name));

const childrenOf = (source: readonly SourceKey[], map: readonly string[]): SourceKey[] =>
	source.filter(({ path }) => path.length === map.length + 1 && map.every((name, index) => path[index] === name));

/** What stands before a key on its line. */
const indentAt = (text: string, offset: number): string => text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);

const insertion = (offset: number, newText: string): TextEdit => ({ range: { start: offset, end: offset }, newText });

const eolOf = (text: string): string => (text.includes('\r\n') ? '\r\n' : '\n');

const trimmedEnd = (text: string, offset: number): number => text.slice(0, offset).trimEnd().length;

function endOfLine(text: string, offset: number): number {
	const end = text.indexOf('\n', offset);
	if (end < 0) return text.length;
	return text[end - 1] === '\r' ? end - 1 : end;
}

/** The edits that take a model key out of the file, with its line and comment; none where the key is not in this file. */
export function removeKey({ text, model, syntax }: Design, key: string): TextEdit[] {
	const present = model.find(({ path, inherited }) => !inherited && path.length === 1 && path[0] === key);
	if (present === undefined) return [];
	const lineStart = text.lastIndexOf('\n', present.keyRange.start - 1) + 1;
	const lineEnd = endOfLine(text, present.valueRange.end);
	const before = text.slice(lineStart, present.keyRange.start);
	const after = text.slice(present.valueRange.end, lineEnd);
	const alone = before.trim() === '' && /^\s*,?\s*(#.*|\/\/.*)?$/.test(after) && lineStart > 0;
	if (syntax === 'yaml' && alone) return [{ range: { start: lineStart - 1, end: lineEnd }, newText: '' }];
	if (/^\s*,/.test(after)) {
		const end = present.valueRange.end + after.indexOf(',') + 1;
		return [{ range: alone ? { start: lineStart - 1, end: lineEnd } : { start: present.keyRange.start, end: end + (text[end] === ' ' ? 1 : 0) }, newText: '' }];
	}
	// The last key of a map: the comma before it goes too.
	const comma = text.slice(0, present.keyRange.start).search(/,\s*$/);
	return [{ range: { start: comma < 0 ? present.keyRange.start : comma, end: present.valueRange.end }, newText: '' }];
}
