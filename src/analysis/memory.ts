import { type Architecture, type Attention, type Layer, layerGroups } from '../design/architecture.ts';
import { type Counted, counted } from './counted.ts';
import { reachOf } from './rank.ts';

/** Values that one token adds to the cache of a layer: keys and values of each key/value head, or the latent vector, and the key of an indexer; none where another layer's are used. */
const cachedValues = ({ kvHeads, queryKeySize, valueSize, latent, borrowedKeyValues, picks }: Attention): number => {
	if (borrowedKeyValues) return 0;
	return (latent ? latent.keyValueRank + latent.rotarySize : kvHeads * (queryKeySize + valueSize)) + (picks?.indexer?.size ?? 0);
};

/** Models that write token by token keep a cache; encoders do not. */
const caches = ({ objective }: Architecture): boolean => objective === 'causal' || objective === 'sequence-to-sequence';

/** Bytes of cached keys and values that each token adds; layers with a window stop growing at it, and a recurrence does not grow at all. */
export function cachePerToken(architecture: Architecture, bytesPerValue = 2): Counted {
	if (!caches(architecture)) return counted(0, 'an encoder keeps no cache');
	const values = sumOver(architecture.layers, ({ attention }) => (attention ? cachedValues(attention) : 0));
	return counted(values * bytesPerValue, `${bytesPerValue} bytes × ${values} keys and values over ${architecture.layers.length} layers`);
}

/** Bytes of the cache of one sequence of `context` tokens; cross-attention caches as many tokens of the input. */
export function cacheOf(architecture: Architecture, context: number, bytesPerValue = 2): Counted {
	if (!caches(architecture)) return counted(0, 'an encoder keeps no cache');
	const values = sumOver(
		architecture.layers,
		({ attention, crossAttention, mixer }) =>
			(attention ? cachedValues(attention) * reachOf(attention.mask, context) : 0) +
			(crossAttention ? cachedValues(crossAttention) * context : 0) +
			(mixer?.stateValues ?? 0),
	);
	return counted(values * bytesPerValue, `${bytesPerValue} bytes × ${values} values of keys, values and states`);
}

/** Bytes that training takes, by what they are for. */
export interface TrainingMemory extends Counted {
	/** The value is the least; this is what an implementation without fused attention keeps at most. */
	most: number;
	parts: { weights: number; gradients: number; optimizer: number; activations: number; logits: number };
	/** The least where each layer is recomputed in the backward pass, and only its input is kept. */
	recomputed: number;
}

/**
 * What training takes in float32 with AdamW: 4 bytes a parameter for weights, 4 for gradients, 8 for the two moments; the activations
 * that the backward pass reads; the logits and their gradient.
 * The least activations are 4 bytes × tokens × layers × (4·width + queries, keys, values and their mix + 4·feed-forward) and one set of
 * attention probabilities; the most are those of Korthikanti et al. 2022, equation 2, in four bytes: 2·tokens·layers·(34·width + 5·heads·keys).
 */
export function trainingMemory(architecture: Architecture, parameterCount: number, batch: number, context: number): TrainingMemory {
	const tokens = batch * context;
	const layers = [...architecture.layers, ...(architecture.encoder?.layers ?? [])];
	const scores = (a: Attention | undefined) => (a ? a.heads * reachOf(a.mask, context) : 0);
	const inner = ({ feedForward, mixture }: Layer) => 4 * (feedForward?.size ?? 0) + 4 * (mixture ? mixture.size * mixture.active : 0);
	const least = (layer: Layer) => {
		const projected = (a: Attention | undefined) => (a ? (a.heads + a.kvHeads) * (a.queryKeySize + a.valueSize) + scores(a) : 0);
		return 4 * architecture.width + projected(layer.attention) + projected(layer.crossAttention) + inner(layer);
	};
	const most = (layer: Layer) => Math.max(2 * least(layer), 34 * architecture.width + 5 * (scores(layer.attention) + scores(layer.crossAttention)));
	const [weights, gradients, optimizer] = [4 * parameterCount, 4 * parameterCount, 8 * parameterCount];
	const activations = 4 * tokens * sumOver(layers, least);
	const logits = 8 * tokens * architecture.vocabulary;
	const kept = 4 * tokens * architecture.width * layers.length + 4 * tokens * Math.max(0, ...layerGroups(layers).map(({ layer }) => least(layer)));
	const states = weights + gradients + optimizer;
	const formula = `${states} for weights, gradients and AdamW + ${activations} for activations of ${batch} × ${context} tokens + ${logits} for logits`;
	return {
		...counted(states + activations + logits, formula, 'bounded'),
		most: states + 2 * tokens * sumOver(layers, most) + logits,
		parts: { weights, gradients, optimizer, activations, logits },
		recomputed: states + Math.min(kept, activations) + logits,
	};
}

const sumOver = (layers: readonly Layer[], value: (layer: Layer) => number): number =>
	layerGroups(layers).reduce((sum, { layer, indices }) => sum + indices.length * value(layer), 0);
