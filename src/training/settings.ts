import { applyEdits as applyJsonEdits, modify } from 'jsonc-parser';
import { isMap, isScalar, parse, parseDocument } from 'yaml';
import { SECTIONS } from '../design/sections.ts';
import { applyEdits } from '../design/source.ts';
import { Refusal } from './refusal.ts';

/** A key of the design with the value that it gets for one run: `--set training.steps=50`. */
export interface Setting {
	path: string[];
	value: unknown;
}

/** Sections of a design in which a key may be set. */
export const SETTABLE = ['model', 'overrides', ...SECTIONS, 'rules'];

/** Reads `KEY=VALUE`; the value is written as in a design. */
export function parseSetting(text: string): Setting {
	const [key, written] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
	const path = key.split('.');
	if (!text.includes('=') || path.length < 2 || path.includes('') || !SETTABLE.includes(path[0] as string))
		throw new Refusal(`--set ${text}: write SECTION.KEY=VALUE, such as --set training.steps=50; sections are ${SETTABLE.join(', ')}.`);
	try {
		return { path, value: parse(written) };
	} catch {
		throw new Refusal(`--set ${text}: ${written} is not a value that a design could hold.`);
	}
}

/**
 * The design's text with its keys set; what else stands in it stays. Keys of a model that lives in another file are
 * set under `overrides:`.
 */
export function applySettings(text: string, syntax: 'yaml' | 'json', settings: readonly Setting[]): string {
	if (settings.length === 0) return text;
	const apply = syntax === 'yaml' ? applyToYaml : applyToJson;
	const inherits = typeof parse(text, { logLevel: 'silent' })?.model === 'string';
	return apply(
		text,
		settings.map(({ path, value }) => ({ path: inherits && path[0] === 'model' ? ['overrides', ...path.slice(1)] : path, value })),
	);
}

const applyToYaml = (text: string, settings: readonly Setting[]): string => settings.reduce(setInYaml, text);

/** A value that stands in the file is replaced where it stands; a new key is put where the library puts it. */
function setInYaml(text: string, { path, value }: Setting): string {
	const document = parseDocument(text);
	if (document.errors.length > 0 || !isMap(document.contents)) return text;
	const present = document.getIn(path, true);
	if (isScalar(present) && present.range) {
		const [start, end] = present.range;
		return applyEdits(text, [{ range: { start, end }, newText: JSON.stringify(value) }]);
	}
	document.setIn(path, value);
	return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

const applyToJson = (text: string, settings: readonly Setting[]): string =>
	settings.reduce(
		(result, { path, value }) => applyJsonEdits(result, modify(result, path, value, { formattingOptions: { insertSpaces: true, tabSize: 2 } })),
		text,
	);
