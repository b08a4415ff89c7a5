import type { AttentionMask, Part, Positions } from '../architecture.ts';
import type { RotaryScaling, Rotation } from '../forward.ts';
import type { Keys } from '../keys.ts';

/**
 * Rotary positions: base and share of the head that turns, from the key itself, from `rope_parameters` or from the older `rope_scaling`.
 * `dimensions` are the entries of each head that turn.
 */
export function rotary(
	keys: Keys,
	headSize: number,
	{ base = 10000, maximum, share = 1 }: { base?: number; maximum: number; share?: number },
): Extract<Positions, { kind: 'rotary' }> {
	const written = keys.inside('rope_parameters');
	// By type of layer in newer files: those that see everything count.
	const parameters = written.has('full_attention') ? written.inside('full_attention') : written;
	const theta = parameters.has('rope_theta') ? parameters.number('rope_theta', base) : keys.number(['rope_theta', 'rotary_emb_base'], base);
	const turned = parameters.has('partial_rotary_factor')
		? parameters.number('partial_rotary_factor', share)
		: share === 1 && !keys.has('partial_rotary_factor') && !keys.has('rotary_pct')
			? 1
			: keys.number(['partial_rotary_factor', 'rotary_pct'], share);
	const scaling = rotaryScaling(scalingKeys(keys), maximum);
	return { kind: 'rotary', base: theta, maximum, dimensions: Math.floor(headSize * turned), ...(scaling && { scaling }) };
}

/** The rotation of one type of layer where `rope_parameters` has one for each, such as `sliding_attention`; it turns the whole head. */
export function layerRotation(keys: Keys, type: string, headSize: number, base: number): Rotation {
	const parameters = keys.inside('rope_parameters').inside(type);
	const scaling = rotaryScaling(parameters, 1);
	return { base: parameters.number('rope_theta', base), dimensions: headSize, ...(scaling && { scaling }) };
}

/** The map that says how positions are scaled. */
export function scalingKeys(keys: Keys): Keys {
	const written = keys.inside('rope_parameters');
	const parameters = written.has('full_attention') ? written.inside('full_attention') : written;
	return parameters.has('rope_type') ? parameters : keys.inside('rope_scaling');
}

/** YaRN's growth of scores with the context (Peng et al. 2023, 3.4). */
export const yarnMagnitude = (factor: number, share = 1): number => (factor <= 1 ? 1 : 0.1 * share * Math.log(factor) + 1);

/** The words of `rope_scaling` (or of `rope_parameters`), by `rope_type` or the older `type`; undefined where nothing is scaled. */
export function rotaryScaling(parameters: Keys, maximum: number): RotaryScaling | undefined {
	const kind = parameters.text(['rope_type', 'type'], 'default');
	switch (kind) {
		case 'default':
		// Dynamic scaling begins beyond the positions that a model is trained on.
		case 'dynamic':
			return undefined;
		case 'linear':
			return { kind, factor: parameters.number('factor', 1) };
		case 'llama3':
			return {
				kind,
				factor: parameters.number('factor', 8),
				lowFrequency: parameters.number('low_freq_factor', 1),
				highFrequency: parameters.number('high_freq_factor', 4),
				original: parameters.count('original_max_position_embeddings', maximum),
			};
		case 'yarn':
			return yarn(parameters, maximum);
		default:
			return { kind: 'other', name: kind };
	}
}

function yarn(parameters: Keys, maximum: number): RotaryScaling {
	const original = parameters.count('original_max_position_embeddings', maximum);
	const factor = parameters.number('factor', maximum / original);
	const shares = parameters.has('mscale') && parameters.has('mscale_all_dim');
	const usual = shares
		? yarnMagnitude(factor, parameters.number('mscale', 1)) / yarnMagnitude(factor, parameters.number('mscale_all_dim', 1))
		: yarnMagnitude(factor);
	return {
		kind: 'yarn',
		factor,
		fast: parameters.number('beta_fast', 32),
		slow: parameters.number('beta_slow', 1),
		original,
		magnitude: parameters.number('attention_factor', usual),
		truncated: parameters.flag('truncate', true),
	};
}

/** What a layer is by its index: as `layer_types` says where the file has it, else by `usual`. */
export function byType(keys: Keys, usual: (index: number) => string): (index: number) => string {
	const types = keys.names('layer_types')?.map((type) => OLDER_TYPES[type] ?? type);
	return (index) => types?.[index] ?? usual(index);
}

/** Names of layer types that older files have. */
const OLDER_TYPES: Readonly<Record<string, string>> = { mamba: 'linear_attention', attention: 'full_attention' };

/**
 * What each layer sees, by `layer_types` where the file has them, else by `usual`. `window` and `chunk` are the sizes of
 * sliding and chunked layers.
 */
export function masksOf(
	keys: Keys,
	{ window, chunk, usual }: { window?: number | undefined; chunk?: number | undefined; usual: (index: number) => string },
): (index: number) => AttentionMask {
	const typeOf = byType(keys, usual);
	return (index) => {
		const type = typeOf(index);
		if (type === 'sliding_attention' && window !== undefined) return { kind: 'causal-window', window };
		if (type === 'chunked_attention' && chunk !== undefined) return { kind: 'chunk', chunk };
		return { kind: 'causal' };
	};
}

/** What a layer sees once the future is no longer hidden: a window is split to both sides. */
export function bidirectional(mask: AttentionMask): AttentionMask {
	if (mask.kind === 'causal-window') return { kind: 'band', reach: Math.floor(mask.window / 2) };
	return mask.kind === 'causal' ? { kind: 'full' } : mask;
}

/** Every layer in the window of `sliding_window`; null switches it off. */
export function window(keys: Keys, fallback: number | undefined): () => AttentionMask {
	const size = keys.size('sliding_window', fallback);
	return () => (size === undefined ? { kind: 'causal' } : { kind: 'causal-window', window: size });
}

/** Qwen's windows: off unless `use_sliding_window`, and then from layer `max_window_layers` up, or as `layer_types` says. */
export function upperWindows(keys: Keys): (index: number) => AttentionMask {
	const used = keys.flag('use_sliding_window', false);
	const size = keys.size('sliding_window', 4096);
	const first = keys.count('max_window_layers', 28, { minimum: 0 });
	return masksOf(keys, { window: used ? size : undefined, usual: (index) => (index >= first ? 'sliding_attention' : 'full_attention') });
}

/** Every how many layers there is a full one; files may also draw the pattern, such as `LLLG`, beside `layer_types`. */
export function patternOf(keys: Keys, fallback: number): number {
	if (typeof keys.get('sliding_window_pattern') === 'string') return fallback;
	return keys.count('sliding_window_pattern', fallback, { minimum: 0 }) || fallback;
}

/** `one` in every `pattern`-th layer, `others` between. */
export const every =
	(pattern: number, one: string, others: string) =>
	(index: number): string =>
		(index + 1) % pattern === 0 ? one : others;

/** Sinusoidal positions that the library stores as a table and does not train (Pegasus, Marian, Whisper's encoder). */
export const sinusoidalTable = ({ width, module }: { width: number; module: string }, count: number): { positions: Positions; parts: Part[] } => ({
	positions: { kind: 'sinusoidal', maximum: count },
	parts: [{ name: `${module}embed_positions.weight`, shape: [count, width] }],
});
