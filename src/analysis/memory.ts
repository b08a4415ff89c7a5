import { type Architecture, type Attention, type Layer, layerGroups } from '../design/architecture.ts';
import { type Counted, counted } from './counted.ts';
import { reachOf } from './rank.ts';

/** Values that one token adds to the cache of a layer: keys and values of each key/value head, or the latent vector; none where another layer's are used. */
const cachedValues = ({ kvHeads, queryKeySize, valueSize, latent, borrowedKeyValues }: Attention): number => {
	if (borrowedKeyValues) return 0;
	return latent ? latent.keyValueRank + latent.rotarySize : kvHeads * (queryKeySize + valueSize);
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

/**
 * The least that training needs in float32: weights, gradients and AdamW's two moments (16 bytes a parameter), and
 * the activations that the backward pass reads: 4 bytes × tokens × layers × (4·width + queries, keys, values and their mix + 4·feed-forward),
 * the attention probabilities, and the logits twice (scores and their gradient).
 */
export function trainingMemory(architecture: Architecture, parameterCount: number, batch: number, context: number): Counted {
	const tokens = batch * context;
	const states = 16 * parameterCount;
	const perToken = sumOver([...architecture.layers, ...(architecture.encoder?.layers ?? [])], ({ attention, crossAttention, feedForward, mixture }) => {
		const mixed = (a: Attention | undefined) => (a ? (a.heads + a.kvHeads) * (a.queryKeySize + a.valueSize) + a.heads * reachOf(a.mask, context) : 0);
		const inner = 4 * (feedForward?.size ?? 0) + 4 * (mixture ? mixture.size * mixture.active : 0);
		return 4 * architecture.width + mixed(attention) + mixed(crossAttention) + inner;
	});
	const activations = 4 * tokens * perToken;
	const logits = 8 * tokens * architecture.vocabulary;
	return counted(
		states + activations + logits,
		`${states} for weights, gradients and AdamW + ${activations} for activations of ${batch} × ${context} tokens + ${logits} for logits`,
		'bounded',
	);
}

const sumOver = (layers: readonly Layer[], value: (layer: Layer) => number): number =>
	layerGroups(layers).reduce((sum, { layer, indices }) => sum + indices.length * value(layer), 0);
