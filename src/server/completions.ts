import { type CompletionItem, CompletionItemKind, InsertTextFormat, MarkupKind, type Position } from 'vscode-languageserver/node';
import { analyze } from '../analysis/analysis.ts';
import { formatEffect } from '../analysis/units.ts';
import { type Design, readDesign } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { Family } from '../design/families/family.ts';
import { families } from '../design/families/index.ts';
import { meaningOf } from '../design/meanings.ts';
import { SECTIONS, TASKS } from '../design/sections.ts';
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
	if (value) return valuesFor(meant, value[1] as string);
	return keysFor(meant, sectionAt(document.getText(), document.offsetAt(position), design), design.syntax === 'json');
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

function keysFor({ keys, sections, family, dialect }: Design, section: string | undefined, json: boolean): CompletionItem[] {
	const item = (name: string, path: readonly string[], inModel: boolean): CompletionItem => {
		const documentation = meaningOf(path, inModel);
		return { label: name, kind: CompletionItemKind.Property, insertText: json ? `"${name}": ` : `${name}: `, ...(documentation && { documentation }) };
	};
	if (section === 'model' || section === 'overrides') {
		const known = family ? [...keys.resolved.keys(), ...Object.values(family.keyNames).map((name) => keys.nameOf(name))] : ['model_type'];
		return [...new Set(['model_type', ...known])].filter((name) => !keys.has(name)).map((name) => item(name, [name], true));
	}
	if (section === 'rules')
		return rules.map(({ id, summary }) => ({
			label: id,
			kind: CompletionItemKind.Property,
			insertText: json ? `"${id}": ` : `${id}: `,
			documentation: summary,
		}));
	const known = SECTIONS.find((each) => each === section);
	if (known) return [...sections[known].resolved.keys()].filter((name) => !sections[known].has(name)).map((name) => item(name, [known, name], false));
	return dialect === 'headroom' ? ['model', ...SECTIONS, 'rules'].map((name) => item(name, [name], false)) : [];
}

function valuesFor(design: Design, key: string): CompletionItem[] {
	const plain = (labels: readonly string[]): CompletionItem[] => labels.map((label) => ({ label, kind: CompletionItemKind.Value }));
	if (key === 'model_type') return plain([...families.keys()]);
	if (key === 'architectures') return plain(design.family?.classes ?? []);
	if (key === 'schedule') return plain(['constant', 'linear', 'cosine', 'inverse_sqrt']);
	if (key === 'objective') return plain(['causal', 'masked']);
	if (key === 'tokenizer') return plain(['bytes', 'characters']);
	if (key === 'task') return plain(TASKS);
	if (rules.some(({ id }) => id === key)) return plain([...SEVERITIES, 'off']);
	if (key.startsWith('tie_') || key.endsWith('_bias')) return plain(['true', 'false']);
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
