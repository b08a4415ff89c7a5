import type { Architecture, Attention, Layer, Mixture, Objective, Positions } from '../design/architecture.ts';
import { ACTIVATIONS } from './model/feed-forward.ts';

/** Families whose loss and gradients are held to the library. Of others the forward pass may have more in it than their architecture says. */
const FAMILIES: ReadonlySet<string> = new Set([
	'bert',
	'bloom',
	'cohere',
	'deepseek_v2',
	'deepseek_v3',
	'falcon',
	'gemma',
	'gemma2',
	'gemma3_text',
	'gpt2',
	'gpt_neox',
	'gptj',
	'granite',
	'llama',
	'mistral',
	'mixtral',
	'modernbert',
	'olmo2',
	'olmoe',
	'opt',
	'phi',
	'phi3',
	'qwen2',
	'qwen3',
	'qwen3_moe',
	'roberta',
	'smollm3',
	'stablelm',
	'starcoder2',
]);

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

function missingOutsideLayers({ modelType, modelClass, objective, embedding, heads, encoder, passes }: Architecture): string | undefined {
	const other = heads.find(({ kind }) => kind !== 'language-model' && kind !== 'masked-transform');
	const { positions } = embedding;
	return first([
		[encoder, `${modelType} has an encoder beside its decoder, which cannot be trained yet.`],
		[objective !== 'causal' && objective !== 'masked', `${modelType} learns neither the next token nor masked ones, so it cannot be trained.`],
		[!FAMILIES.has(modelType), `${modelType} cannot be trained yet; ${[...FAMILIES].join(', ')} can.`],
		[!heads.some(({ kind }) => kind === 'language-model'), `${modelClass} has no head over the vocabulary, so there is no loss to train it on.`],
		[other, `the ${other?.kind} head of ${modelClass} cannot be trained yet.`],
		[(passes ?? 1) !== 1, 'layers that are run more than once cannot be trained yet.'],
		[embedding.tokens === false, 'a model without token embeddings cannot be trained.'],
		[embedding.projectedNorm || embedding.projection?.from, `the projection of ${modelType}'s embeddings cannot be trained yet.`],
		[(embedding.parts ?? []).length > 0, `the embeddings of ${modelType} cannot be trained yet.`],
		[!['learned', 'rotary', 'alibi', 'none'].includes(positions.kind), `${positions.kind} positions cannot be trained yet.`],
	]);
}

function missingInLayer(layer: Layer, { objective, embedding: { positions } }: Architecture): string | undefined {
	const { attention, feedForward, norms } = layer;
	const activation = (feedForward ?? layer.mixture)?.activation;
	const otherNorm = (['cross_attention_norm', 'mixer_norm'] as const).find((role) => norms[role]);
	return (
		first([
			[layer.mixer, `${layer.mixer?.kind} layers cannot be trained yet.`],
			[layer.mixture && missingInMixture(layer.mixture), (layer.mixture && missingInMixture(layer.mixture)) ?? ''],
			[layer.mixture && feedForward, 'experts beside a feed-forward block cannot be trained yet.'],
			[layer.crossAttention, 'attention over an encoder cannot be trained yet.'],
			[!attention || !(feedForward ?? layer.mixture), 'a layer without attention or without a feed-forward block cannot be trained yet.'],
			[layer.parts?.some(({ role }) => role === undefined), 'parts of a kind of their own cannot be trained yet.'],
			[otherNorm, `the norm ${otherNorm} cannot be trained yet.`],
			[activation && !ACTIVATIONS[activation], `the activation ${activation} cannot be trained yet.`],
			[feedForward?.parts, 'a feed-forward block with tensors of its own kind cannot be trained yet.'],
		]) ??
		(attention && missingInAttention(attention, positions, objective))
	);
}

function missingInMixture({ experts, active, routing }: Mixture): string | undefined {
	if (!routing) return 'experts whose routing is not known cannot be trained yet.';
	const { count, active: groups, best } = routing.groups ?? { count: 1, active: 1, best: 1 };
	return first([
		[active > experts, `each token needs ${active} of ${experts} experts.`],
		[experts % count !== 0, `${count} groups do not share out ${experts} experts.`],
		[groups > count, `each token needs ${groups} of ${count} groups of experts.`],
		[best > experts / count || active > (groups * experts) / count, `${count} groups of ${experts} experts are too small to choose ${active} from.`],
	]);
}

function missingInAttention(attention: Attention, positions: Positions, objective: Objective): string | undefined {
	const { heads, kvHeads, queryKeySize, valueSize, mask, fused, queryKeyNorm } = attention;
	const rotation = attention.rotation ?? (positions.kind === 'rotary' ? positions : undefined);
	const turned = rotation?.dimensions ?? 0;
	const { scaling } = rotation ?? {};
	return first([
		[objective === 'causal' && (mask.kind === 'full' || mask.kind === 'band'), 'attention without a causal mask would see the answer in the causal objective.'],
		[heads % kvHeads !== 0, `${kvHeads} key/value heads do not divide ${heads} heads.`],
		[fused && queryKeySize !== valueSize, 'queries, keys and values of different sizes in one tensor cannot be trained yet.'],
		[
			queryKeyNorm && !normFits(queryKeyNorm.query, heads, queryKeySize),
			`the norm on queries has ${queryKeyNorm?.query.join(' × ')} numbers, which fit no head.`,
		],
		[queryKeyNorm && !normFits(queryKeyNorm.key, kvHeads, queryKeySize), `the norm on keys has ${queryKeyNorm?.key.join(' × ')} numbers, which fit no head.`],
		[attention.sinks, 'attention sinks cannot be trained yet.'],
		[attention.relativeBias, 'relative position biases cannot be trained yet.'],
		[attention.outputGate, 'gated attention output cannot be trained yet.'],
		[attention.parts, 'attention with tensors of its own kind cannot be trained yet.'],
		[attention.shared, 'attention that uses the weights of another layer cannot be trained yet.'],
		[attention.borrowedKeyValues, 'attention that uses the keys and values of another layer cannot be trained yet.'],
		[attention.rows ?? differs(attention.outputInput, heads * valueSize), 'projections of another size than their heads cannot be trained yet.'],
		[attention.picks, 'attention over the tokens that an indexer picks cannot be trained yet.'],
		[attention.keysAsValues, 'attention whose values are its keys cannot be trained yet.'],
		[attention.inMixture, 'attention that experts project cannot be trained yet.'],
		[scaling?.kind === 'other', `rotary positions scaled by ${scaling?.kind === 'other' ? scaling.name : ''} cannot be trained yet.`],
		[turned % 2 !== 0, `rotary positions turn pairs of entries, so the head size ${turned} must be even.`],
		[turned > queryKeySize, `rotary positions need ${turned} entries of a head that has ${queryKeySize}.`],
	]);
}

const differs = (given: number | undefined, usual: number): boolean => given !== undefined && given !== usual;

/** A scale for every head alike, one for each head, or one over all heads together. */
const normFits = (shape: readonly number[], heads: number, size: number): boolean => {
	const [first = 0, second] = shape;
	return second === undefined ? first === size || first === heads * size : first === heads && second === size;
};
