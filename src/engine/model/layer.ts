import type { Layer, LayerNormRole } from '../../design/architecture.ts';
import { add, scale } from '../builders.ts';
import { type Value, within } from '../graph.ts';
import { attention, type Sequence } from './attention.ts';
import { dropped } from './dropout.ts';
import { feedForward } from './feed-forward.ts';
import type { Build } from './linear.ts';
import { mixture, type Routed } from './mixture.ts';
import { norm } from './norm.ts';

export interface Passed {
	stream: Value;
	scores: Value;
	routed?: Routed;
}

/** One layer on the residual stream `[rows, width]`: attention, then feed-forward or experts, each added to what it read. Also its pre-softmax scores, and what its router did. */
export function decoderLayer(build: Build, stream: Value, layer: Layer, sequence: Sequence, index: number): Passed {
	const { graph } = stream.node;
	const { attention: heads, feedForward: block, mixture: experts, norms, arrangement, residualScale = 1 } = layer;
	if (!heads) throw new Error(`layer ${index} is no transformer layer`);
	const { dropout = {} } = build.architecture;
	let scores: Value | undefined;
	const attend = (x: Value) =>
		within(graph, `layer ${index}, attention (heads ${heads.heads}, key/value heads ${heads.kvHeads}, head size ${heads.queryKeySize})`, () => {
			const attended = attention(build, x, heads, sequence, index);
			scores = attended.scores;
			return dropped(build, attended.output, dropout.attention, `attention ${index}`);
		});
	const leaving = (output: Value) => dropped(build, output, dropout.feedForward, `feed-forward ${index}`);
	let routed: Routed | undefined;
	const feed = (x: Value): Value => {
		if (block) return leaving(within(graph, `layer ${index}, feed-forward (size ${block.size})`, () => feedForward(build, x, block, index)));
		if (!experts) throw new Error(`layer ${index} has neither a feed-forward block nor experts`);
		const mixed = within(graph, `layer ${index}, experts (${experts.active} of ${experts.experts}, size ${experts.size})`, () =>
			mixture(build, x, experts, index),
		);
		routed = mixed.routed;
		return leaving(mixed.output);
	};
	const normed = (x: Value, role: LayerNormRole): Value => {
		const of = norms[role];
		return of ? norm(build, x, of, role, index) : x;
	};
	/** x and the block's output added, with the norms that the layer has: before the block, on its output, or on the sum. */
	const added = (x: Value, block: (x: Value) => Value, before: LayerNormRole, after: LayerNormRole): Value => {
		const read = arrangement === 'post' ? x : normed(x, before);
		const output = scale(normed(block(read), after), residualScale);
		const sum = add(layer.residualAfterNorm ? read : x, output);
		return arrangement === 'post' ? normed(sum, before) : sum;
	};
	const sideBySide = (x: Value): Value => {
		const read = normed(x, 'attention_norm');
		const fed = feed(norms.feed_forward_norm ? normed(x, 'feed_forward_norm') : read);
		return add(x, scale(dropped(build, add(attend(read), fed), dropout.together, `both ${index}`), residualScale));
	};
	const passed =
		arrangement === 'parallel'
			? sideBySide(stream)
			: added(added(stream, attend, 'attention_norm', 'post_attention_norm'), feed, 'feed_forward_norm', 'post_feed_forward_norm');
	if (!scores) throw new Error(`layer ${index} has no scores`);
	return { stream: passed, scores, ...(routed && { routed }) };
}
