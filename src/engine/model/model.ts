import type { Architecture } from '../../design/architecture.ts';
import { type Value, within } from '../graph.ts';
import type { Weights } from '../layout.ts';
import { embeddings } from './embeddings.ts';
import { head } from './head.ts';
import { decoderLayer } from './layer.ts';
import type { Build } from './linear.ts';
import { balancingLoss, type Routed } from './mixture.ts';
import { norm } from './norm.ts';
import { sequenceConstants } from './sequence.ts';

export interface Forward {
	/** `[positions · sequences, vocabulary]`, positions outermost. */
	logits: Value;
	/** Scaled products of queries and keys, by layer: `[sequences, heads, positions, positions]`. */
	scores: Value[];
	/** What the loss has besides the targets: the balance of experts. */
	balance?: Value;
}

/** The forward pass. `tokens` are whole numbers, `[sequences, positions]`; with a `dropoutSeed` `[1]` it is that of a training step. */
export function forward(
	architecture: Architecture,
	weights: Weights,
	tokens: Value,
	{ routesTokens, dropoutSeed }: Pick<Build, 'routesTokens' | 'dropoutSeed'>,
): Forward {
	const { graph } = tokens.node;
	const [sequences = 0, positions = 0] = tokens.shape;
	const build: Build = { architecture, weights, sequences, positions, routesTokens, ...(dropoutSeed && { dropoutSeed }) };
	const sequence = sequenceConstants(graph, architecture, positions);
	const scores: Value[] = [];
	const routed: Routed[] = [];
	let stream = within(graph, 'embeddings', () => embeddings(build, tokens));
	for (const [index, layer] of architecture.layers.entries()) {
		const passed = decoderLayer(build, stream, layer, sequence, index);
		stream = passed.stream;
		scores.push(passed.scores);
		if (passed.routed) routed.push(passed.routed);
	}
	const final = architecture.finalNorm ? norm(build, stream, architecture.finalNorm, 'final_norm') : stream;
	const balance = balancingLoss(routed);
	return { ...(balance && { balance }), logits: within(graph, `head (vocabulary ${architecture.vocabulary})`, () => head(build, final)), scores };
}
