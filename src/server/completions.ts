import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind, type Position } from 'vscode-languageserver/node';
import { analyze } from '../analysis/analysis.ts';
import { formatEffect } from '../analysis/units.ts';
import { type Design, readDesign } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { Family } from '../design/families/family.ts';
import { families } from '../design/families/index.ts';
import type { Keys } from '../design/keys.ts';
import { meaningOf } from '../design/meanings.ts';
import { SECTIONS } from '../design/sections.ts';
import { applyEdits } from '../design/source.ts';
import { TEMPLATES, templateSnippet, textOfSnippet } from '../design/templates.ts';
import { divisors } from '../rules/divisors.ts';
import { rules } from '../rules/index.ts';
import { SEVERITIES } from '../rules/rule.ts';
import type { LintedDocument } from './linter.ts';

/** Keys that the place under the cursor takes, or values that work there with what each would do to the design. */
export function completions({ document, design, past, client }: LintedDocument, position: Position): CompletionItem[] {
	if (design.dialect === 'headroom' && design.source.length === 0 && past === undefined) return beginnings(design.syntax, client.snippets);
	const line = document.getText({ start: { line: position.line, character: 0 }, end: position });
	// A half-written line is no YAML or JSON: what the file meant before it still says what fits here.
	const meant = design.family ? design : (past?.design ?? design);
	const value = /^\s*"?([\w.-]+)"?\s*:\s*"?[\w.-]*$/.exec(line);
	const section = sectionAt(document.getText(), document.offsetAt(position), design);
	if (value) return valuesFor(meant, section, value[1] as string);
	return keysFor(meant, section, design.syntax === 'json');
}

/** Whole designs, for a file that holds nothing yet. */
const beginnings = (syntax: Design['syntax'], snippets: boolean): CompletionItem[] =>
	TEMPLATES.map((template, index) => {
		const snippet = templateSnippet(template, syntax);
		return {
			label: `design: ${template.name}`,
			kind: CompletionItemKind.Snippet,
			documentation: { kind: MarkupKind.Markdown, value: `${template.summary}.\n\n\`\`\`${syntax}\n${textOfSnippet(snippet)}\`\`\`` },
			insertText: snippets ? snippet : textOfSnippet(snippet),
			insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
			sortText: String(index),
		};
	});

/** The section of a design that an offset stands in, by its indentation; the model of a configuration. */
function sectionAt(text: string, offset: number, { dialect, source }: Design): string | undefined {
	if (dialect === 'huggingface') return 'model';
	const open = source.findLast(({ path, keyRange }) => path.length === 1 && keyRange.start < offset);
	const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
	return /^\s/.test(text.slice(lineStart, offset)) || text.trimStart().startsWith('{') ? open?.path[0] : undefined;
}

function keysFor({ keys, sections, family, dialect, source }: Design, section: string | undefined, json: boolean): CompletionItem[] {
	const item = (name: string, path: readonly string[], read?: Keys): CompletionItem => {
		const documentation = meaningOf(path, read === keys);
		const detail = read && usualOf(read, name);
		return {
			label: name,
			kind: CompletionItemKind.Property,
			insertText: json ? `"${name}": ` : `${name}: `,
			...(detail !== undefined && { detail }),
			...(documentation && { documentation }),
		};
	};
	if (section === 'model' || section === 'overrides') {
		const known = family ? [...keys.resolved.keys(), ...Object.values(family.keyNames).map((name) => keys.nameOf(name))] : ['model_type'];
		return [...new Set(['model_type', ...known])].filter((name) => !keys.has(name)).map((name) => item(name, [name], keys));
	}
	if (section === 'rules')
		return rules.map(({ id, summary }) => ({
			label: id,
			kind: CompletionItemKind.Property,
			insertText: json ? `"${id}": ` : `${id}: `,
			documentation: summary,
		}));
	const known = SECTIONS.find((each) => each === section);
	if (known) {
		const read = sections[known];
		return [...read.resolved.keys()].filter((name) => !read.has(name)).map((name) => item(name, [known, name], read));
	}
	if (dialect !== 'headroom') return [];
	const given = source.filter(({ path }) => path.length === 1);
	const inherits = given.some(({ path, value }) => path[0] === 'model' && typeof value === 'string');
	return ['model', ...(inherits ? ['overrides'] : []), ...SECTIONS, 'sweep', 'rules']
		.filter((name) => !given.some(({ path }) => path[0] === name))
		.map((name) => item(name, [name]));
}

/** What a key is where the file leaves it out: its default, or what is derived from other keys. */
function usualOf({ resolved }: Keys, name: string): string | undefined {
	const { value, from } = resolved.get(name) ?? {};
	if (value === undefined || value === null || typeof value === 'object') return undefined;
	return `${from} ${value}`;
}

function valuesFor(design: Design, section: string | undefined, key: string): CompletionItem[] {
	const plain = (labels: readonly string[]): CompletionItem[] => labels.map((label) => ({ label, kind: CompletionItemKind.Value }));
	if (section === 'rules') return plain([...SEVERITIES, 'off']);
	const known = SECTIONS.find((each) => each === section);
	const read = known ? design.sections[known] : design.keys;
	const options = read.options.get(key);
	if (options) return plain(options);
	if (typeof read.resolved.get(key)?.value === 'boolean') return plain(['true', 'false']);
	if (known === 'data' && key === 'tokenizer') return plain(['bytes', 'characters']);
	if (known) return [];
	if (key === 'model_type') return plain([...families.keys()]);
	if (key === 'architectures') return plain(design.family?.classes ?? []);
	const { family } = design;
	return family === undefined ? [] : sizesThatWork(design, family, key);
}

/** Divisors of the width for heads, of the heads for key/value heads, sizes with a kernel for heads, each with its effect. */
function sizesThatWork(design: Design, family: Family, key: string): CompletionItem[] {
	const { architecture } = design;
	const attention = architecture?.layers.find((layer) => layer.attention)?.attention;
	if (architecture === undefined || attention === undefined) return [];
	const isKey = (name: keyof Family['keyNames']) => [family.keyNames[name]].flat().includes(key);
	const options = isKey('heads')
		? divisors(architecture.width).filter((count) => architecture.width / count >= 8)
		: isKey('keyValueHeads')
			? divisors(attention.heads)
			: isKey('headSize')
				? [32, 64, 96, 128, 192, 256]
				: [];
	const before = analyze(design)?.parameters.value;
	return options.map((option, index) => {
		const after = analyze(readDesign(applyEdits(design.text, setKey(design, key, option)), { name: design.name }))?.parameters.value;
		const effect = before == null || after == null ? undefined : formatEffect(after - before);
		const size = isKey('heads') && !design.keys.has(design.keys.nameOf(family.keyNames.headSize)) ? `head size ${architecture.width / option}` : undefined;
		const detail = [size, effect].filter((part) => part !== undefined).join(' · ');
		return { label: String(option), kind: CompletionItemKind.Value, detail, sortText: String(index).padStart(4, '0') };
	});
}
