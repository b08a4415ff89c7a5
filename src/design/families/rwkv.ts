import type { Architecture, Norm } from '../architecture.ts';
import { inBody } from './decoder.ts';
import { alike, type Family, layerCount, usualKeyNames } from './family.ts';
import { everyToken, linearParts } from './parts.ts';

const { keyValueHeads: _, ...usual } = usualKeyNames;
const keyNames = { ...usual, positions: ['max_position_embeddings', 'context_length'] as const };

/** `RwkvConfig`: RWKV-4, a decaying mean over the past in place of attention, and a block whose output is gated. */
export const rwkv: Family = {
	modelType: 'rwkv',
	classes: ['RwkvForCausalLM', 'RwkvModel'],
	readsHeadDim: false,
	keyNames,
	architecture(keys, { modelClass }): Architecture {
		const width = keys.count('hidden_size', 4096);
		const inner = keys.size('attention_hidden_size', undefined) ?? width;
		const size = keys.size('intermediate_size', undefined) ?? 4 * width;
		const body = modelClass === 'RwkvModel' ? '' : 'rwkv.';
		const layer = `${body}blocks.{layer}`;
		const norm: Norm = { kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) };
		const mixes = (block: string, names: readonly string[]) => names.map((name) => ({ name: `${layer}.${block}.time_mix_${name}`, shape: [1, 1, width] }));
		const matrix = (name: string, input: number, output: number) => linearParts(`${layer}.${name}`, input, output, false);
		return {
			modelType: 'rwkv',
			modelClass,
			objective: 'causal',
			vocabulary: keys.count('vocab_size', 50277),
			width,
			embedding: { positions: { kind: 'none', maximum: keys.count(keyNames.positions, 1024) }, tokenTypes: 0, norm },
			layers: alike(layerCount(keys, 'num_hidden_layers', 32), {
				mixer: {
					kind: 'linear-attention',
					parts: [
						{ name: `${layer}.attention.time_decay`, shape: [inner] },
						{ name: `${layer}.attention.time_first`, shape: [inner] },
						...mixes('attention', ['key', 'value', 'receptance']),
						...['key', 'value', 'receptance'].flatMap((name) => matrix(`attention.${name}`, width, inner)),
						...matrix('attention.output', inner, width),
					],
					// Sum, weight and largest exponent of each channel, and the last token of both blocks.
					stateValues: 3 * inner + 2 * width,
					// Mixing with the token before, three operations five times; then the two sums with their exponents, quotient and gate.
					scanFlops: 15 * width + 16 * inner,
				},
				feedForward: { size, gated: false, activation: 'relu2', bias: false },
				norms: { mixer_norm: norm, feed_forward_norm: norm },
				arrangement: 'pre',
				parts: [...mixes('feed_forward', ['key', 'receptance']), ...everyToken(matrix('feed_forward.receptance', width, width))],
			}),
			finalNorm: norm,
			heads: modelClass === 'RwkvModel' ? [] : [{ kind: 'language-model', tied: keys.flag('tie_word_embeddings', false), bias: false }],
			initializerRange: 0.02,
			names: inBody(
				{
					token: '{body}embeddings',
					embedding_norm: '{body}blocks.0.pre_ln',
					mixer_norm: '{body}blocks.{layer}.ln1',
					feed_forward_norm: '{body}blocks.{layer}.ln2',
					up: '{body}blocks.{layer}.feed_forward.key',
					down: '{body}blocks.{layer}.feed_forward.value',
					final_norm: '{body}ln_out',
					head: 'head',
				},
				body,
			),
		};
	},
};
