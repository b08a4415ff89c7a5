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
	return design.syntax === 'json' ? insertJson(design, [...map, key], value) : insertYaml(design, map, key, value);
}

/** Path of the map in which this file's own model keys stand. */
function mapOf(design: Design): string[] {
	if (design.dialect === 'huggingface') return [];
	const model = design.source.find(({ path }) => path.length === 1 && path[0] === 'model');
	return [typeof model?.value === 'string' ? 'overrides' : 'model'];
}

function insertJson({ text }: Design, path: string[], value: KeyValue): TextEdit[] {
	const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
	const formattingOptions = {
		insertSpaces: !indent.includes('\t'),
		tabSize: indent.includes('\t') ? 1 : indent.length,
		eol: text.includes('\r\n') ? '\r\n' : '\n',
	};
	return modify(text, path, value, { formattingOptions }).map(({ offset, length, content }) => ({
		range: { start: offset, end: offset + length },
		newText: content,
	}));
}

function insertYaml({ text, source }: Design, map: readonly string[], key: string, value: KeyValue): TextEdit[] {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const children = source.filter(({ path }) => path.length === map.length + 1 && map.every((name, index) => path[index] === name));
	const last = children.at(-1);
	const line = `${key}: ${JSON.stringify(value)}`;
	const insert = (offset: number, newText: string): TextEdit[] => [{ range: { start: offset, end: offset }, newText }];

	if (last === undefined) {
		const anchor = source.findLast(({ path }) => path.length === 1 && path[0] === 'model') as SourceKey;
		return insert(endOfLine(text, anchor.valueRange.end), `${eol}${map[0]}:${eol}  ${line}`);
	}
	const parent = source.find(({ path }) => path.length === map.length && map.every((name, index) => path[index] === name));
	const flow = parent !== undefined && text[parent.valueRange.start] === '{';
	if (flow) return insert(last.valueRange.end, `, ${line}`);
	const lineStart = text.lastIndexOf('\n', last.keyRange.start - 1) + 1;
	const indent = text.slice(lineStart, last.keyRange.start);
	// A nested last value ends where its own last line ends.
	return insert(endOfLine(text, trimmedEnd(text, last.valueRange.end)), `${eol}${indent}${line}`);
}

const trimmedEnd = (text: string, offset: number): number => text.slice(0, offset).trimEnd().length;

function endOfLine(text: string, offset: number): number {
	const end = text.indexOf('\n', offset);
	if (end < 0) return text.length;
	return text[end - 1] === '\r' ? end - 1 : end;
}
