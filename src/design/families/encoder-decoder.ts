import type { Architecture, Attention, AttentionBias, AttentionMask, Embedding, Head, Layer, Norm, Part, Positions, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { activation, alike, biasEverywhere, type Family, headSizeOf, type KeyNames, labelCount, layerCount, layersOf } from './family.ts';
import { sentenceClassifier } from './text-to-text.ts';

/** The generic names stand first: the library lets them win where a file has both. */
const keyNames = {
	width: ['hidden_size', 'd_model'],
	layers: ['num_hidden_layers', 'encoder_layers'],
	heads: ['num_attention_heads', 'encoder_attention_heads'],
	headSize: 'head_dim',
	feedForward: 'encoder_ffn_dim',
	positions: 'max_position_embeddings',
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** One of the two stacks, once its keys are read. */
export interface Stack {
	which: 'encoder' | 'decoder';
	width: number;
	/** Its module, with the dot. */
	module: string;
}

/** How one family differs from BART; everything else is as there. */
export interface EncoderDecoder {
	modelType: string;
	/** The classes' common beginning: `Bart` of `BartForConditionalGeneration`. */
	prefix: string;
	/** Endings of the classes that are counted, the usual one first. */
	classes: readonly [string, ...string[]];
	/** Module that holds both stacks: `model` unless told. */
	body?: string;
	/** The language-model head's module: `lm_head` unless told. */
	head?: string;
	keyNames?: Partial<KeyNames>;
	defaults: {
		width: number;
		encoderLayers: number;
		decoderLayers: number;
		heads: number;
		feedForward: number;
		positions: number;
		vocabulary: number;
		activation?: string;
		labels?: number;
	};
	/** Norms stand after the blocks unless `pre`. */
	arrangement?: 'pre' | 'post';
	/** A norm on the embeddings. */
	embeddingNorm?: boolean;
	/** A norm after the last layer of each stack. */
	finalNorm?: boolean;
	/** Biases of attention; everywhere unless told. */
	bias?(keys: Keys): AttentionBias;
	/** Learned, with two rows more, unless told. */
	positions?(keys: Keys, stack: Stack, count: number): { positions: Positions; parts?: readonly Part[] };
	/** The encoder's own way to look around. */
	encoder?(keys: Keys, stack: Stack): { mask(index: number): AttentionMask; parts: readonly Part[]; names: TensorNames };
	/** False where the encoder reads no tokens. */
	readsTokens?: boolean;
	/** The decoder's vocabulary where it may be another one; `apart` where each stack has its own table. */
	decoderVocabulary?(keys: Keys, vocabulary: number): { size: number; apart: boolean };
}

/** A family of encoder-decoders whose stacks have keys of their own (BART and its kin). */
export function encoderDecoder(family: EncoderDecoder): Family {
	const { modelType, prefix, defaults, readsTokens = true } = family;
	const [usual, ...others] = family.classes;
	return {
		modelType,
		classes: [`${prefix}${usual}`, ...others.map((ending) => `${prefix}${ending}`)],
		readsHeadDim: false,
		keyNames: { ...keyNames, ...family.keyNames },
		architecture(keys, { modelClass, decoupled }): Architecture {
			const ending = modelClass.slice(prefix.length);
			const inside = /^(Model|ForAudioClassification)$/.test(ending) ? '' : `${family.body ?? 'model'}.`;
			const width = keys.count(keyNames.width, defaults.width);
			const stack = (which: Stack['which']): Stack => ({ which, width, module: `${inside}${which}.` });
			const tied = keys.flag('tie_word_embeddings', true);
			const vocabulary = keys.count('vocab_size', defaults.vocabulary);
			const { size, apart } = family.decoderVocabulary?.(keys, vocabulary) ?? { size: vocabulary, apart: false };
			const both = { modelType, modelClass, width, initializerRange: keys.number('init_std', 0.02), ...(family.finalNorm && { finalNorm: norm }) };
			const around = { head: family.head ?? 'lm_head', classifier: ending === 'ForQuestionAnswering' ? 'qa_outputs' : 'classifier' };
			const encoder = stack('encoder');
			const decoder = stack('decoder');
			const encoderNames = { ...stackNames(encoder), ...family.encoder?.(keys, encoder).names };
			const heads = headsOf(keys, ending, width, tied, labelCount(keys, defaults.labels));
			const ownTable = ({ module }: Stack, rows: number): Part[] => [{ name: `${module}embed_tokens.weight`, shape: [rows, width] }];

			if (ending === 'ForAudioClassification')
				return {
					...both,
					objective: 'other',
					vocabulary,
					embedding: embeddingOf(family, keys, encoder),
					layers: layersOfStack(family, keys, encoder, decoupled),
					heads,
					names: { ...encoderNames, ...around },
				};
			const layers = layersOfStack(family, keys, decoder, decoupled);
			if (ending === 'ForCausalLM')
				return {
					...both,
					objective: 'causal',
					vocabulary: size,
					embedding: { ...embeddingOf(family, keys, decoder), tokens: true },
					layers,
					heads,
					names: { ...stackNames(decoder), ...around },
				};
			const shared = readsTokens && !apart;
			return {
				...both,
				objective: 'sequence-to-sequence',
				vocabulary: shared ? vocabulary : size,
				// Untied, the library keeps the shared table beside one for each stack.
				embedding: { ...embeddingOf(family, keys, decoder, shared && !tied ? ownTable(decoder, vocabulary) : []), tokens: true },
				encoder: {
					layers: layersOfStack(family, keys, encoder, decoupled),
					...(family.finalNorm && { finalNorm: norm }),
					embedding: embeddingOf(family, keys, encoder, readsTokens && (apart || !tied) ? ownTable(encoder, vocabulary) : []),
					names: encoderNames,
				},
				layers,
				heads,
				names: { ...stackNames(decoder), ...(shared && { token: `${inside}shared` }), ...around },
			};
		},
	};
}

const norm: Norm = { kind: 'layer', epsilon: 1e-5 };

/** What a stack adds to its tokens. */
function embeddingOf(family: EncoderDecoder, keys: Keys, stack: Stack, parts: readonly Part[] = []): Embedding {
	const count = keys.count(family.keyNames?.positions ?? keyNames.positions, family.defaults.positions);
	const { positions, parts: further = [] } = family.positions?.(keys, stack, count) ?? { positions: { kind: 'learned', count, offset: 2 } };
	return { positions, tokenTypes: 0, tokens: false, ...(family.embeddingNorm && { norm }), parts: [...parts, ...further] };
}

function layersOfStack({ defaults, arrangement = 'post', ...family }: EncoderDecoder, keys: Keys, stack: Stack, decoupled: boolean): Layer[] {
	const { which, width } = stack;
	const heads = keys.count(which === 'encoder' ? keyNames.heads : 'decoder_attention_heads', defaults.heads);
	const headSize = headSizeOf(keys, 'head_dim', width, heads, decoupled);
	const bias = family.bias?.(keys) ?? biasEverywhere;
	const attention = (mask: AttentionMask): Attention => ({ heads, kvHeads: heads, queryKeySize: headSize, valueSize: headSize, mask, bias });
	const feedForward = {
		size: keys.count(`${which}_ffn_dim`, defaults.feedForward),
		gated: false,
		activation: activation(keys, 'activation_function', defaults.activation ?? 'gelu'),
		bias: true,
	};
	if (which === 'decoder')
		return alike(layerCount(keys, 'decoder_layers', defaults.decoderLayers), {
			attention: attention({ kind: 'causal' }),
			crossAttention: attention({ kind: 'full' }),
			feedForward,
			norms: { attention_norm: norm, cross_attention_norm: norm, feed_forward_norm: norm },
			arrangement,
		});
	const own = family.encoder?.(keys, stack);
	const mask = own?.mask ?? (() => ({ kind: 'full' }) as const);
	return layersOf(
		layerCount(keys, keyNames.layers, defaults.encoderLayers),
		(index) => JSON.stringify(mask(index)),
		(_, index) => ({
			attention: attention(mask(index)),
			feedForward,
			norms: { attention_norm: norm, feed_forward_norm: norm },
			arrangement,
			...(own && { parts: own.parts }),
		}),
	);
}

function headsOf(keys: Keys, ending: string, width: number, tied: boolean, labels: number): Head[] {
	switch (ending) {
		case 'ForConditionalGeneration':
		case 'MTModel':
		case 'ForCausalLM':
			return [{ kind: 'language-model', tied, bias: false }];
		case 'ForSequenceClassification':
			return [sentenceClassifier(width, labels)];
		case 'ForQuestionAnswering':
			return [{ kind: 'classifier', labels: 2, bias: true }];
		case 'ForAudioClassification':
			return [audioClassifier(width, keys.count('classifier_proj_size', 256), labels)];
		default:
			return [];
	}
}

function stackNames({ module }: Stack): TensorNames {
	const layer = `${module}layers.{layer}`;
	return {
		token: `${module}embed_tokens`,
		position: `${module}embed_positions`,
		embedding_norm: `${module}layernorm_embedding`,
		query: `${layer}.self_attn.q_proj`,
		key: `${layer}.self_attn.k_proj`,
		value: `${layer}.self_attn.v_proj`,
		output: `${layer}.self_attn.out_proj`,
		attention_norm: `${layer}.self_attn_layer_norm`,
		cross_query: `${layer}.encoder_attn.q_proj`,
		cross_key: `${layer}.encoder_attn.k_proj`,
		cross_value: `${layer}.encoder_attn.v_proj`,
		cross_output: `${layer}.encoder_attn.out_proj`,
		cross_attention_norm: `${layer}.encoder_attn_layer_norm`,
		up: `${layer}.fc1`,
		down: `${layer}.fc2`,
		feed_forward_norm: `${layer}.final_layer_norm`,
		final_norm: `${module}layer_norm`,
	};
}

/** Whisper's classifier of a whole recording. */
const audioClassifier = (width: number, size: number, labels: number): Head => ({
	kind: 'other',
	what: 'classifier of the whole recording',
	everyToken: false,
	parts: [
		{ name: 'projector.weight', shape: [size, width] },
		{ name: 'projector.bias', shape: [size] },
		{ name: 'classifier.weight', shape: [labels, size] },
		{ name: 'classifier.bias', shape: [labels] },
	],
});
