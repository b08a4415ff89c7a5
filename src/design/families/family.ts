import type { Activation, Architecture } from '../architecture.ts';
import type { Keys } from '../keys.ts';

/** What a `model_type` means: its keys and how they make an architecture. */
export interface Family {
	modelType: string;
	/** The library's usual class for this family. */
	modelClass: string;
	/** True where the library itself reads `head_dim`; design files may decouple it in every family. */
	readsHeadDim: boolean;
	/** Pure; missing or bad values become defaults and are noted in `keys`. */
	architecture(keys: Keys, options: FamilyOptions): Architecture;
}

export interface FamilyOptions {
	modelClass: string;
	/** A design file: `head_dim` counts in every family. */
	decoupled: boolean;
}

const ACTIVATIONS: Record<string, Activation> = {
	gelu: 'gelu', gelu_new: 'gelu_tanh', gelu_pytorch_tanh: 'gelu_tanh', gelu_fast: 'gelu_tanh', silu: 'silu', swish: 'silu', relu: 'relu',
};

/** The activation named by a key; an unknown name is noted and read as the fallback. */
export function activation(keys: Keys, key: string, fallback: string): Activation {
	const name = keys.text(key, fallback);
	const known = ACTIVATIONS[name];
	if (known === undefined)
		keys.problems.push({ kind: 'value-out-of-range', key, message: `${key} "${name}" is not known; one of ${Object.keys(ACTIVATIONS).join(', ')}.` });
	return known ?? (ACTIVATIONS[fallback] as Activation);
}
