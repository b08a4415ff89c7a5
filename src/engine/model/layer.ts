import type { Layer } from '../../design/architecture.ts';
import { add } from '../builders.ts';
import { type Value, within } from '../graph.ts';
import { attention, type Sequence } from './attention.ts';
import { feedForward } from './feed-forward.ts';
import type { Build } from './linear.ts';
import { norm } from './norm.ts';

/** One layer on the residual stream `[rows, width]`: norm → attention → add, norm → feed-forward → add. Also its pre-softmax scores. */
export function decoderLayer(build: Build, stream: Value, layer: Layer, sequence: Sequence, index: number): { stream: Value; scores: Value } {
	const { graph } = stream.node;
	const { attention: heads, feedForward: block, norms } = layer;
	const { attention_norm: attentionNorm, feed_forward_norm: feedForwardNorm } = norms;
	if (!heads || !block || !attentionNorm || !feedForwardNorm) throw new Error(`layer ${index} is no pre-norm decoder layer`);
	const place = `layer ${index}, attention (heads ${heads.heads}, key/value heads ${heads.kvHeads}, head size ${heads.queryKeySize})`;
	const attended = within(graph, place, () => attention(build, norm(build, stream, attentionNorm, 'attention_norm', index), heads, sequence, index));
	const middle = add(stream, attended.output);
	const fed = within(graph, `layer ${index}, feed-forward (size ${block.size})`, () =>
		feedForward(build, norm(build, middle, feedForwardNorm, 'feed_forward_norm', index), block, index),
	);
	return { stream: add(middle, fed), scores: attended.scores };
}
