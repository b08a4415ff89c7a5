import type { Architecture, Mixer } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { inBody } from './decoder.ts';
import { alike, type Family, type KeyNames, layerCount, usualKeyNames } from './family.ts';

export interface RecurrentSizes {
	width: number;
}

/** A family of models whose layers are one recurrent mixer each, without attention or feed-forward. */
export interface Recurrent {
	modelType: string;
	/** The classes' common beginning: `Mamba` of `MambaForCausalLM`. */
	prefix: string;
	defaults: { width: number; layers: number; vocabulary: number; tied: boolean; initializerRange: number };
	mixer(keys: Keys, sizes: RecurrentSizes): Mixer;
}

export function recurrent({ modelType, prefix, defaults, mixer }: Recurrent): Family {
	const { keyValueHeads: _, ...keyNames } = usualKeyNames;
	return {
		modelType,
		classes: [`${prefix}ForCausalLM`, `${prefix}Model`],
		readsHeadDim: true,
		keyNames: keyNames satisfies KeyNames,
		architecture(keys, { modelClass }): Architecture {
			const width = keys.count('hidden_size', defaults.width);
			const body = modelClass === `${prefix}Model` ? '' : 'backbone.';
			const norm = { kind: 'rms', epsilon: keys.number('layer_norm_epsilon', 1e-5) } as const;
			const built = mixer(keys, { width });
			const parts = built.parts.map((part) => ({ ...part, name: part.name.replace('{body}', body) }));
			const tied = keys.flag('tie_word_embeddings', defaults.tied);
			return {
				modelType,
				modelClass,
				objective: 'causal',
				vocabulary: keys.count('vocab_size', defaults.vocabulary),
				width,
				embedding: { positions: { kind: 'none' }, tokenTypes: 0 },
				layers: alike(layerCount(keys, 'num_hidden_layers', defaults.layers), {
					mixer: { ...built, parts },
					norms: { mixer_norm: norm },
					arrangement: 'pre',
				}),
				finalNorm: norm,
				heads: body === '' ? [] : [{ kind: 'language-model', tied, bias: false }],
				initializerRange: keys.number('initializer_range', defaults.initializerRange),
				names: inBody({ token: '{body}embeddings', mixer_norm: '{body}layers.{layer}.norm', final_norm: '{body}norm_f', head: 'lm_head' }, body),
			};
		},
	};
}
