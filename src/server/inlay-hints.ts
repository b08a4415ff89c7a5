import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver/node';
import { shareOf, sizeOf } from '../analysis/share.ts';
import { formatCount } from '../analysis/units.ts';
import type { SourceKey } from '../design/source.ts';
import { modelKey } from './hover.ts';
import type { LintedDocument } from './linter.ts';

/** Behind the values of the model: the head size where it is not written, and the parameters that a size decides. */
export function inlayHints({ document, design, analysis, findings, settings }: LintedDocument, range: Range): InlayHint[] {
	const { family, architecture } = design;
	if (!settings.inlayHints || family === undefined || architecture === undefined || analysis === undefined) return [];
	const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
	const headSize = design.keys.nameOf(family.keyNames.headSize);
	const attention = architecture.layers.find((layer) => layer.attention)?.attention;
	// A key that does nothing decides nothing.
	const isIdle = ({ keyRange, valueRange }: SourceKey) =>
		findings.some(({ unnecessary, range }) => unnecessary && range.start >= keyRange.start && range.end <= valueRange.end);
	return design.source.flatMap((key) => {
		const name = modelKey(design, key);
		if (name === undefined || isIdle(key) || key.valueRange.end < from || key.valueRange.start > to) return [];
		const size = sizeOf(family, name);
		const share = size === 'heads' || size === 'keyValueHeads' || size === 'layers' ? undefined : shareOf(family, analysis, name);
		const derived = size === 'heads' && attention && !attention.latent && !design.keys.has(headSize) ? `head size ${attention.queryKeySize}` : undefined;
		const label = derived ?? (share && `${formatCount(share.count)} parameters`);
		return label === undefined ? [] : [{ position: document.positionAt(key.valueRange.end), label, kind: InlayHintKind.Parameter, paddingLeft: true }];
	});
}
