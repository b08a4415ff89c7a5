import type { Architecture } from '../design/architecture.ts';
import { type Counted, counted } from './counted.ts';

/** Bytes of cached keys and values that each token adds; layers with a window stop growing at it. Encoders cache nothing. */
export function cachePerToken(architecture: Architecture, bytesPerValue = 2): Counted {
	if (architecture.objective === 'masked') return counted(0, 'an encoder keeps no cache');
	const values = architecture.layers.reduce((sum, { attention }) => sum + attention.kvHeads * (attention.queryKeySize + attention.valueSize), 0);
	return counted(values * bytesPerValue, `${bytesPerValue} bytes × ${values} keys and values over ${architecture.layers.length} layers`);
}

/** Bytes of the cache of one sequence of `context` tokens. */
export function cacheOf(architecture: Architecture, context: number, bytesPerValue = 2): Counted {
	if (architecture.objective === 'masked') return counted(0, 'an encoder keeps no cache');
	const values = architecture.layers.reduce(
		(sum, { attention: { kvHeads, queryKeySize, valueSize, mask } }) =>
			sum + kvHeads * (queryKeySize + valueSize) * (mask.kind === 'causal-window' ? Math.min(mask.window, context) : context),
		0,
	);
	return counted(values * bytesPerValue, `${bytesPerValue} bytes × ${values} keys and values`);
}

/**
 * The least that training needs in float32: weights, gradients and AdamW's two moments (16 bytes a parameter), and
 * the activations that the backward pass reads: 4 bytes × tokens × layers × (4·width + queries, keys, values and their mix + 4·feed-forward),
 * the attention probabilities, and the logits twice (scores and their gradient).
 */
export function trainingMemory(architecture: Architecture, parameterCount: number, batch: number, context: number): Counted {
	const tokens = batch * context;
	const states = 16 * parameterCount;
	const activations = architecture.layers.reduce((sum, { attention: a, feedForward: f }) => {
		const projected = (a.heads + a.kvHeads) * (a.queryKeySize + a.valueSize);
		return sum + 4 * tokens * (4 * architecture.width + projected + 4 * f.size + a.heads * context);
	}, 0);
	const logits = 8 * tokens * architecture.vocabulary;
	return counted(
		states + activations + logits,
		`${states} for weights, gradients and AdamW + ${activations} for activations of ${batch} × ${context} tokens + ${logits} for logits`,
		'bounded',
	);
}
