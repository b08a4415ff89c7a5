import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { Analysis } from '../analysis/analysis.ts';
import { formulaOf, shareOf, sizeOf } from '../analysis/share.ts';
import { formatBytes, formatCount } from '../analysis/units.ts';
import type { Architecture } from '../design/architecture.ts';
import type { Design } from '../design/design.ts';
import type { Family } from '../design/families/family.ts';
import { meaningOf } from '../design/meanings.ts';
import type { SourceKey } from '../design/source.ts';
import { rules } from '../rules/index.ts';
import type { ClientOffers, LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** What the key under the cursor says, what it costs in this design, and the evidence of what is found there. */
export function hover(result: LintedDocument, position: Position): Hover | null {
	const { document, design, analysis } = result;
	const offset = document.offsetAt(position);
	const key = keyUnder(design, offset);
	const evidence = result.findings.filter(({ range }) => offset >= range.start && offset <= range.end).map(({ rule }) => evidenceOf(rule, result.client));
	const said = key === undefined ? [] : [...meaning(design, key), ...costs(design, analysis, key)];
	if (said.length + evidence.length === 0) return null;
	const range = key ? { range: rangeIn(document, key.keyRange) } : {};
	return { contents: { kind: MarkupKind.Markdown, value: [...said, ...evidence].join('\n\n') }, ...range };
}

/** The innermost key whose name, or value where it is no map, is under an offset. */
function keyUnder(design: Design, offset: number): SourceKey | undefined {
	return design.source.findLast(({ keyRange, valueRange, value }) => {
		const end = typeof value === 'object' && value !== null ? keyRange.end : valueRange.end;
		return offset >= keyRange.start && offset <= end;
	});
}

/** The model's own name of a key, undefined outside the model. */
export const modelKey = ({ model }: Design, { keyRange }: SourceKey): string | undefined =>
	model.find(({ inherited, path, keyRange: other }) => !inherited && path.length === 1 && other.start === keyRange.start)?.path[0];

function meaning(design: Design, key: SourceKey): string[] {
	const model = modelKey(design, key);
	const says = meaningOf(model === undefined ? key.path : [model], model !== undefined);
	const resolved = model === undefined ? undefined : design.keys.resolved.get(model);
	if (says === undefined && resolved === undefined) return [];
	return [`**${key.path.at(-1)}** — ${says ?? 'Read by this family.'}`];
}

function costs(design: Design, analysis: Analysis | undefined, key: SourceKey): string[] {
	const { family, architecture } = design;
	const name = modelKey(design, key);
	return name !== undefined && family && architecture && analysis ? costsOf(family, architecture, analysis, name) : [];
}

function costsOf(family: Family, architecture: Architecture, analysis: Analysis, key: string): string[] {
	const size = sizeOf(family, key);
	const lines: string[] = [];
	const total = formatCount(analysis.parameters.value ?? 0);
	const share = shareOf(family, analysis, key);
	if (share)
		lines.push(
			`${share.what}: ${formatCount(share.count)} of ${total} parameters (${Math.round(share.share * 100)} %). ${formulaOf(architecture, share.components)}`,
		);
	if (size === 'width') lines.push(`All ${total} parameters grow with it.`);
	const [rank] = analysis.rank;
	if (rank && (size === 'heads' || size === 'headSize'))
		lines.push(
			`${rank.attention.heads} heads of ${rank.attention.queryKeySize}: scores of rank ≤ ${rank.bound}, and ${rank.needed} reaches any pattern over ${rank.context} tokens.`,
		);
	const { cachePerToken, cache, context } = analysis;
	if (cachePerToken.value && (size === 'keyValueHeads' || size === 'headSize' || size === 'layers'))
		lines.push(
			`KV cache: ${formatBytes(cachePerToken.value)} per token${cache?.value && context ? `, ${formatBytes(cache.value)} at ${context} tokens` : ''}.`,
		);
	return lines;
}

/** Where a rule comes from, and how sure it is; its name leads to its page where the client can show it. */
function evidenceOf(id: string, { commands }: ClientOffers): string {
	const rule = rules.find((each) => each.id === id);
	if (rule === undefined) return '';
	const name = commands ? `[${id}](command:headroom.openRule?${encodeURIComponent(JSON.stringify([id]))})` : id;
	return `*${rule.kind === 'fact' ? 'Fact' : 'Heuristic'}* (${name}): ${rule.source}`;
}
