import type { Activation, Architecture } from '../architecture.ts';
import type { KeyName, Keys } from '../keys.ts';

/** What a `model_type` means: its keys and how they make an architecture. */
export interface Family {
	modelType: string;
	/** The library's classes that are counted; the first is the usual one. */
	classes: readonly [string, ...string[]];
	/** True where the library itself reads `head_dim`; design files may decouple it in every family. */
	readsHeadDim: boolean;
	/** What the family calls the sizes that rules and fixes speak of. */
	keyNames: KeyNames;
	/** Pure; missing or bad values become defaults and are noted in `keys`. */
	architecture(keys: Keys, options: FamilyOptions): Architecture;
}

/** Sizes that every family has, under the family's own keys. */
export interface KeyNames {
	width: KeyName;
	layers: KeyName;
	heads: KeyName;
	/** Absent where the family cannot group its heads. */
	keyValueHeads?: KeyName;
	headSize: KeyName;
	feedForward: KeyName;
	positions: KeyName;
	vocabulary: KeyName;
}

export interface FamilyOptions {
	modelClass: string;
	/** A design file: `head_dim` counts in every family. */
	decoupled: boolean;
}

const ACTIVATIONS: Record<string, Activation> = {
	gelu: 'gelu',
	gelu_new: 'gelu_tanh',
	gelu_pytorch_tanh: 'gelu_tanh',
	gelu_fast: 'gelu_tanh',
	silu: 'silu',
	swish: 'silu',
	relu: 'relu',
};

/** The activation named by a key; an unknown name is noted and read as the fallback. */
export const activation = (keys: Keys, key: string, fallback: keyof typeof ACTIVATIONS): Activation =>
	ACTIVATIONS[keys.choice(key, fallback, Object.keys(ACTIVATIONS))] as Activation;
