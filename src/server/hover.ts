import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { Analysis } from '../analysis/analysis.ts';
import { shareOf, sizeOf } from '../analysis/share.ts';
import { formatBytes, formatCount } from '../analysis/units.ts';
import type { Design } from '../design/design.ts';
import type { Family } from '../design/families/family.ts';
import { meaningOf } from '../design/meanings.ts';
import type { SourceKey } from '../design/source.ts';
import type { LintedDocument } from './linter.ts';
import { rangeIn } from './places.ts';

/** What the key under the cursor says, and what it costs in this design. */
export function hover({ document, design, analysis }: LintedDocument, position: Position): Hover | null {
	const offset = document.offsetAt(position);
	const key = design.source.findLast(({ keyRange, valueRange, value }) => {
		const end = typeof value === 'object' && value !== null ? keyRange.end : valueRange.end;
		return offset >= keyRange.start && offset <= end;
	});
	if (key === undefined) return null;
	const model = modelKey(design, key);
	const meaning = meaningOf(key.path, model !== undefined);
	const costs = model !== undefined && design.family && analysis ? costsOf(design, design.family, analysis, model) : [];
	if (meaning === undefined && costs.length === 0) return null;
	const value = [`**${key.path.at(-1)}** — ${meaning ?? 'A key of this family.'}`, ...costs].join('\n\n');
	return { contents: { kind: MarkupKind.Markdown, value }, range: rangeIn(document, key.keyRange) };
}

/** The model's own name of a key, undefined outside the model. */
function modelKey({ dialect }: Design, { path }: SourceKey): string | undefined {
	if (dialect === 'huggingface') return path.length === 1 ? path[0] : undefined;
	return path.length === 2 && (path[0] === 'model' || path[0] === 'overrides') ? path[1] : undefined;
}

function costsOf(design: Design, family: Family, analysis: Analysis, key: string): string[] {
	const size = sizeOf(family, key);
	const lines: string[] = [];
	const share = shareOf(family, analysis, key);
	if (share)
		lines.push(`${share.what}: ${formatCount(share.count)} of ${formatCount(analysis.parameters.value ?? 0)} parameters (${Math.round(share.share * 100)} %).`);
	if (size === 'width') lines.push(`All ${formatCount(analysis.parameters.value ?? 0)} parameters grow with it.`);
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
	const resolved = design.keys.resolved.get(key);
	if (resolved && resolved.from !== 'file') lines.push(`Read as ${JSON.stringify(resolved.value)} (${resolved.from}).`);
	return lines;
}
