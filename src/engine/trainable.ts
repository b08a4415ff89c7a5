import type { Architecture, Attention, Layer } from '../design/architecture.ts';
import { ACTIVATIONS } from './model/feed-forward.ts';

/** Families whose forward pass is wholly told by their architecture. Others multiply, cap or turn in ways that own no parameter and stand nowhere in it. */
const FAMILIES: ReadonlySet<string> = new Set(['gpt2', 'llama', 'mistral', 'qwen2']);

/** Why the engine cannot train a model, as a plain sentence; undefined where it can. */
export function cannotTrain(architecture: Architecture): string | undefined {
	const { layers } = architecture;
	const missing = missingOutsideLayers(architecture);
	if (missing) return missing;
	if (layers.length === 0) return 'the model has no layers.';
	for (const [index, layer] of layers.entries()) {
		const inLayer = missingInLayer(layer, architecture);
		if (inLayer) return `layer ${index}: ${inLayer}`;
	}
	return undefined;
}

/** What the engine has no part for yet, by what a reader would call it; the first that is true is told. */
type Missing = [absent: unknown, sentence: string][];

const first = (missing: Missing): string | undefined => missing.find(([absent]) => absent)?.[1];

function missingOutsideLayers({ modelType, modelClass, objective, embedding, heads, encoder, passes, width }: Architecture): string | undefined {
	const other = heads.find(({ kind }) => kind !== 'language-model');
	const { positions } = embedding;
	return first([
		[objective === 'masked', `${modelType} is trained on masked tokens; only the causal objective can be trained.`],
		[objective !== 'causal', `${modelType} does not learn the next token; only the causal objective can be trained.`],
		[!FAMILIES.has(modelType), `${modelType} cannot be trained yet; ${[...FAMILIES].join(', ')} can.`],
		[encoder, 'an encoder beside the decoder cannot be trained yet.'],
		[!heads.some(({ kind }) => kind === 'language-model'), `${modelClass} has no head over the vocabulary, so there is no loss to train it on.`],
		[other, `the ${other?.kind} head of ${modelClass} cannot be trained yet.`],
		[(passes ?? 1) !== 1, 'layers that are run more than once cannot be trained yet.'],
		[embedding.tokens === false, 'a model without token embeddings cannot be trained.'],
		[embedding.tokenTypes > 0, 'segment (token type) embeddings cannot be trained yet.'],
		[embedding.norm, 'a norm on the embeddings cannot be trained yet.'],
		[(embedding.width ?? width) !== width, 'embeddings of another width than the model cannot be trained yet.'],
		[embedding.projection, 'a projection between the embeddings and the layers cannot be trained yet.'],
		[(embedding.parts ?? []).length > 0, `the embeddings of ${modelType} cannot be trained yet.`],
		[!['learned', 'rotary', 'none'].includes(positions.kind), `${positions.kind} positions cannot be trained yet.`],
		[positions.kind === 'learned' && (positions.offset ?? 0) > 0, 'learned positions with an offset cannot be trained yet.'],
	]);
}

function missingInLayer(layer: Layer, { embedding: { positions }, finalNorm }: Architecture): string | undefined {
	const { attention, feedForward, arrangement, norms } = layer;
	const scaled = [...Object.values(norms), ...(finalNorm ? [finalNorm] : [])];
	const otherNorm = Object.keys(norms).find((role) => role !== 'attention_norm' && role !== 'feed_forward_norm');
	if (!attention || !feedForward) return 'a layer without attention or without a feed-forward block cannot be trained yet.';
	return (
		first([
			[layer.mixer, `${layer.mixer?.kind} layers cannot be trained yet.`],
			[layer.mixture, 'mixtures of experts cannot be trained yet.'],
			[layer.crossAttention, 'attention over an encoder cannot be trained yet.'],
			[(layer.parts ?? []).length > 0, 'parts of a kind of their own cannot be trained yet.'],
			[arrangement === 'post', 'norms after the blocks (post-norm) cannot be trained yet.'],
			[arrangement !== 'pre', `norms in the arrangement "${arrangement}" cannot be trained yet.`],
			[!norms.attention_norm || !norms.feed_forward_norm, 'blocks without a norm cannot be trained yet.'],
			[otherNorm, `the norm ${otherNorm} cannot be trained yet.`],
			[scaled.some(({ centred }) => centred), 'norms whose scale is 1 + weight cannot be trained yet.'],
			[!ACTIVATIONS[feedForward.activation], `the activation ${feedForward.activation} cannot be trained yet.`],
			[feedForward.parts, 'a feed-forward block with tensors of its own kind cannot be trained yet.'],
			[feedForward.fused, 'gate and up projections in one tensor cannot be trained yet.'],
		]) ?? missingInAttention(attention, positions)
	);
}

function missingInAttention(attention: Attention, positions: Architecture['embedding']['positions']): string | undefined {
	const { heads, kvHeads, queryKeySize, mask, fused } = attention;
	const turned = positions.kind === 'rotary' ? positions.dimensions : 0;
	return first([
		[mask.kind === 'full' || mask.kind === 'band', 'attention without a causal mask would see the answer in the causal objective.'],
		[heads % kvHeads !== 0, `${kvHeads} key/value heads do not divide ${heads} heads.`],
		[fused !== undefined && fused !== 'blocks', `queries, keys and values in one tensor by ${fused} cannot be trained yet.`],
		[attention.latent, 'latent attention cannot be trained yet.'],
		[attention.queryKeyNorm, 'norms on queries and keys cannot be trained yet.'],
		[attention.sinks, 'attention sinks cannot be trained yet.'],
		[attention.relativeBias, 'relative position biases cannot be trained yet.'],
		[attention.outputGate, 'gated attention output cannot be trained yet.'],
		[attention.parts, 'attention with tensors of its own kind cannot be trained yet.'],
		[attention.shared, 'attention that uses the weights of another layer cannot be trained yet.'],
		[attention.borrowedKeyValues, 'attention that uses the keys and values of another layer cannot be trained yet.'],
		[attention.rows ?? attention.outputInput, 'projections of another size than their heads cannot be trained yet.'],
		[attention.picks, 'attention over the tokens that an indexer picks cannot be trained yet.'],
		[attention.keysAsValues, 'attention whose values are its keys cannot be trained yet.'],
		[attention.inMixture, 'attention that experts project cannot be trained yet.'],
		[attention.withoutPositions, 'layers without rotation in a rotary model cannot be trained yet.'],
		[turned % 2 !== 0, `rotary positions turn pairs of entries, so the head size ${turned} must be even.`],
		[turned > queryKeySize, `rotary positions need ${turned} entries of a head that has ${queryKeySize}.`],
	]);
}
