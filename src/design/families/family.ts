import type { Activation, Architecture, Attention, AttentionBias, FeedForward, Layer } from '../architecture.ts';
import { type KeyName, type Keys, MOST_LAYERS } from '../keys.ts';

/** What a `model_type` means: its keys and how they make an architecture. */
export interface Family {
	modelType: string;
	/** The library's classes that are counted; the first is the usual one. */
	classes: readonly [string, ...string[]];
	/** True where the library itself reads `head_dim`; design files may decouple it in every family. */
	readsHeadDim: boolean;
	/** True where the class has a head size of its own, so that heads need not divide the width (Gemma, Qwen3). */
	fixedHeadSize?: boolean;
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
	/** Absent where the class has no key for it. */
	feedForward?: KeyName;
	positions: KeyName;
	vocabulary: KeyName;
}

/** The names that most families use. */
export const usualKeyNames = {
	width: 'hidden_size',
	layers: 'num_hidden_layers',
	heads: 'num_attention_heads',
	keyValueHeads: 'num_key_value_heads',
	headSize: 'head_dim',
	feedForward: 'intermediate_size',
	positions: 'max_position_embeddings',
	vocabulary: 'vocab_size',
} satisfies KeyNames;

export interface FamilyOptions {
	modelClass: string;
	/** A design file: `head_dim` counts in every family. */
	decoupled: boolean;
}

const ACTIVATIONS: Record<string, Activation> = {
	gelu: 'gelu',
	gelu_python: 'gelu',
	gelu_new: 'gelu_tanh',
	gelu_pytorch_tanh: 'gelu_tanh',
	gelu_fast: 'gelu_tanh',
	gelu_accurate: 'gelu_tanh',
	gelu_10: 'gelu',
	quick_gelu: 'gelu_quick',
	silu: 'silu',
	swish: 'silu',
	relu: 'relu',
	relu2: 'relu2',
	xielu: 'xielu',
	tanh: 'tanh',
};

/** The activation named by a key; an unknown name is noted and read as the fallback. */
export const activation = (keys: Keys, key: KeyName, fallback: keyof typeof ACTIVATIONS): Activation =>
	ACTIVATIONS[keys.choice(key, fallback, Object.keys(ACTIVATIONS))] as Activation;

/** T5's `feed_forward_proj`: an activation, behind `gated-` where the block is gated. */
export function projection(keys: Keys, key: KeyName, fallback: string): Pick<FeedForward, 'gated' | 'activation'> {
	const names = Object.keys(ACTIVATIONS);
	const name = keys.choice(key, fallback, [...names, ...names.map((each) => `gated-${each}`)]);
	// T5 1.1 was published as gated-gelu and computed with the tanh form.
	const told = name === 'gated-gelu' ? 'gelu_new' : name.replace('gated-', '');
	// Files also hold what the class makes of the name, and the library lets that win.
	return {
		gated: keys.has('is_gated_act') ? keys.flag('is_gated_act', false) : name.startsWith('gated-'),
		activation: keys.has('dense_act_fn') ? activation(keys, 'dense_act_fn', told) : (ACTIVATIONS[told] as Activation),
	};
}

/** Classes of a classifier: `num_labels`, else as many as `id2label` names. */
export function labelCount(keys: Keys, fallback = 2): number {
	const names = keys.get('id2label');
	const named = typeof names === 'object' && names !== null && !Array.isArray(names) ? Object.keys(names).length : 0;
	return keys.count('num_labels', named || fallback, { origin: named ? 'derived' : 'default' });
}

/** The number of layers under the family's key. */
export const layerCount = (keys: Keys, name: KeyName, fallback: number): number => keys.count(name, fallback, { maximum: MOST_LAYERS });

/** `count` layers, each built once per kind: `kindOf` names what a layer is by its index, and layers of one kind are one object. */
export function layersOf<Kind extends string | number | boolean>(
	count: number,
	kindOf: (index: number) => Kind,
	build: (kind: Kind, index: number) => Layer,
): Layer[] {
	const built = new Map<Kind, Layer>();
	return Array.from({ length: count }, (_, index) => {
		const kind = kindOf(index);
		const layer = built.get(kind) ?? build(kind, index);
		built.set(kind, layer);
		return layer;
	});
}

/** `count` layers that are all alike. */
export const alike = (count: number, layer: Layer): Layer[] => Array.from({ length: count }, () => layer);

/** Size of a head: the key where the library reads it or the file is a design, else the width shared out among the heads. */
export function headSizeOf(keys: Keys, name: KeyName, width: number, heads: number, reads: boolean): number {
	const share = Math.max(1, Math.floor(width / heads));
	return reads ? keys.count(name, share, { origin: 'derived' }) : share;
}

export const biasEverywhere = { query: true, key: true, value: true, output: true } as const;
export const biasNowhere = { query: false, key: false, value: false, output: false } as const;

/** Projections that go by the width, whatever the heads share out of it. */
export const byWidth = ({ width, decoupled }: { width: number; decoupled: boolean }): Pick<Attention, 'rows' | 'outputInput'> =>
	decoupled ? {} : { rows: { query: width, key: width, value: width }, outputInput: width };

/** One switch for all four biases. */
export const sameBias = (bias: boolean): AttentionBias => (bias ? biasEverywhere : biasNowhere);
