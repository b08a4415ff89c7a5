import type { Mixer, Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';

/** A size that files may leave to the class by the word `auto`. */
export function automatic(keys: Keys, name: string, derived: number): number {
	if (keys.get(name) !== 'auto') return keys.count(name, derived, { origin: 'derived' });
	keys.resolved.set(name, { value: derived, from: 'derived' });
	return derived;
}

/** Mamba's rank of the step size where the file leaves it open. */
export const usualRank = (width: number): number => Math.ceil(width / 16);

/** A mixer's tensors by their names inside its module. */
export const inModule = (module: string, tensors: readonly (readonly [name: string, shape: readonly number[]])[]): Part[] =>
	tensors.map(([name, shape]) => ({ name: `${module}.${name}`, shape }));

const matrix = (name: string, input: number, output: number, bias: boolean): [string, number[]][] => [
	[`${name}.weight`, [output, input]],
	...(bias ? [[`${name}.bias`, [output]] as [string, number[]]] : []),
];

export interface MambaSizes {
	width: number;
	/** Channels of the scan. */
	inner: number;
	/** Values of state for each channel. */
	state: number;
	/** Tokens of the convolution. */
	kernel: number;
	/** Rank of the step size. */
	rank: number;
	bias: boolean;
	convolutionBias: boolean;
	/** Norms on the step size and both state projections (Jamba). */
	norms?: boolean;
}

/** Selective scan (Gu and Dao 2023): every channel has a state of its own, whose decay and input depend on the token. */
export function mamba1(module: string, { width, inner, state, kernel, rank, bias, convolutionBias, norms }: MambaSizes): Mixer {
	const parts = inModule(module, [
		['D', [inner]],
		['conv1d.weight', [inner, 1, kernel]],
		...(convolutionBias ? [['conv1d.bias', [inner]] as const] : []),
		...matrix('in_proj', width, 2 * inner, bias),
		...matrix('x_proj', inner, rank + 2 * state, false),
		...matrix('dt_proj', rank, inner, true),
		...matrix('out_proj', inner, width, bias),
		...(norms
			? ([
					['dt_layernorm.weight', [rank]],
					['b_layernorm.weight', [state]],
					['c_layernorm.weight', [state]],
				] as const)
			: []),
	]);
	return {
		kind: 'mamba',
		parts: [{ name: `${module}.A_log`, shape: [inner, state], multiplies: false }, ...parts],
		stateValues: inner * (state + kernel),
		// The convolution; nine operations for each value of state; the skip and the gate.
		scanFlops: 2 * kernel * inner + 9 * inner * state + 2 * inner,
	};
}

export interface Mamba2Sizes {
	width: number;
	inner: number;
	heads: number;
	/** Groups that share their state projections. */
	groups: number;
	state: number;
	kernel: number;
	bias: boolean;
	/** The output's own, where it is another (Falcon-H1). */
	outputBias?: boolean;
	convolutionBias: boolean;
	/** False without the norm before the output. */
	norm?: boolean;
}

/** State-space duality (Dao and Gu 2024): every head has one decay, and a state of `state` values for each of its channels. */
export function mamba2(
	module: string,
	{ width, inner, heads, groups, state, kernel, bias, outputBias = bias, convolutionBias, norm = true }: Mamba2Sizes,
): Mixer {
	const convolved = inner + 2 * groups * state;
	return {
		kind: 'mamba2',
		parts: inModule(module, [
			['dt_bias', [heads]],
			['A_log', [heads]],
			['D', [heads]],
			['conv1d.weight', [convolved, 1, kernel]],
			...(convolutionBias ? [['conv1d.bias', [convolved]] as const] : []),
			...matrix('in_proj', width, inner + convolved + heads, bias),
			...(norm ? [['norm.weight', [inner]] as const] : []),
			...matrix('out_proj', inner, width, outputBias),
		]),
		stateValues: inner * state + convolved * kernel,
		// The convolution; decay, outer product, sum and product with the query for each value of state; the skip and the gate.
		scanFlops: 2 * kernel * convolved + 5 * inner * state + 3 * inner,
	};
}

/** The keys that Bamba, Falcon-H1 and Granite's hybrids share; `inner` channels where they are not `mamba_expand` times the width. */
export function mamba2ByKeys(
	keys: Keys,
	width: number,
	module: string,
	{ inner, ...others }: Partial<Pick<Mamba2Sizes, 'inner' | 'outputBias' | 'norm'>> = {},
): Mixer {
	const channels = inner ?? keys.count('mamba_expand', 2) * width;
	const heads = keys.count('mamba_n_heads', 128);
	automatic(keys, 'mamba_d_head', Math.max(1, Math.floor(channels / heads)));
	return mamba2(module, {
		width,
		inner: channels,
		heads,
		groups: keys.count('mamba_n_groups', 1),
		state: keys.count('mamba_d_state', 256),
		kernel: keys.count('mamba_d_conv', 4),
		bias: keys.flag('mamba_proj_bias', false),
		convolutionBias: keys.flag('mamba_conv_bias', true),
		...others,
	});
}
