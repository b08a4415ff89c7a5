import type { Architecture, Attention, AttentionMask, FeedForward, Head, Layer, Mixture, Part, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { biasNowhere, type Family, type KeyNames, labelCount, layerCount, layersOf, projection } from './family.ts';

/** The generic names stand first: the library lets them win where a file has both. */
const keyNames = {
	width: ['hidden_size', 'd_model'],
	layers: ['num_hidden_layers', 'num_layers'],
	heads: ['num_attention_heads', 'num_heads'],
	headSize: ['head_dim', 'd_kv'],
	feedForward: 'd_ff',
	positions: 'n_positions',
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** How one family differs from T5; everything else is as there. */
export interface TextToText {
	modelType: string;
	/** The classes' common beginning: `T5` of `T5ForConditionalGeneration`. */
	prefix: string;
	/** Endings of the classes that are counted, the usual one first. */
	classes?: readonly [string, ...string[]];
	defaults: { width: number; layers: number; heads: number; feedForward: number; vocabulary: number; projection: string };
	/** Every layer holds a table of relative biases, not only the first of its stack. */
	biasEverywhere?: boolean;
	/** Tables may be kept apart by `tie_word_embeddings` (Switch). */
	untiable?: boolean;
	/** Layers of the decoder where nothing says so; as many as the encoder's unless told. */
	decoderLayers?: number;
	/** The feed-forward block and its module's name, where they are not T5's. */
	feedForward?(keys: Keys): Pick<FeedForward, 'gated' | 'activation'>;
	block?: string;
	/** Experts in place of the feed-forward block, by the layer's index in its stack of so many as the file's own key says; `place` names the block. */
	mixture?(
		keys: Keys,
		stack: { which: 'encoder' | 'decoder'; layers: number; width: number; size: number; place: string },
	): (index: number) => Mixture | undefined;
	/** How the encoder's attention differs: the module's name, its mask, and what its first and its other layers own besides. */
	encoder?(keys: Keys, sizes: { width: number; heads: number; buckets: number }): { module: string; mask: AttentionMask; parts(first: boolean): Part[] };
}

/** A family of encoder-decoders with relative biases. T5's token table is shared by both stacks and the head, whatever `tie_word_embeddings` says. */
export function textToText(family: TextToText): Family {
	const { modelType, prefix, defaults, biasEverywhere = false } = family;
	const endings = family.classes ?? [
		'ForConditionalGeneration',
		'Model',
		'EncoderModel',
		'ForSequenceClassification',
		'ForTokenClassification',
		'ForQuestionAnswering',
	];
	const [usual, ...others] = endings;
	return {
		modelType,
		classes: [`${prefix}${usual}`, ...others.map((ending) => `${prefix}${ending}`)],
		readsHeadDim: true,
		fixedHeadSize: true,
		keyNames,
		architecture(keys, { modelClass }): Architecture {
			const width = keys.count(keyNames.width, defaults.width);
			const heads = keys.count(keyNames.heads, defaults.heads);
			const headSize = keys.count(keyNames.headSize, 64);
			const buckets = keys.count('relative_attention_num_buckets', 32);
			const norm = { kind: 'rms', epsilon: keys.number('layer_norm_epsilon', 1e-6) } as const;
			const feedForward = {
				size: keys.count('d_ff', defaults.feedForward),
				bias: false,
				...(family.feedForward?.(keys) ?? projection(keys, 'feed_forward_proj', defaults.projection)),
			};
			const encoderCount = layerCount(keys, keyNames.layers, defaults.layers);
			// The library fills in the decoder's depth before it reads the generic name.
			const depth = keys.has('num_layers') ? layerCount(keys, 'num_layers', defaults.layers) : defaults.layers;
			const decoderCount = layerCount(keys, 'num_decoder_layers', keys.isNull('num_decoder_layers') ? depth : (family.decoderLayers ?? depth));
			const body = /For(Sequence|Token)Classification$/.test(modelClass) ? 'transformer.' : '';
			const encoderAlone = /EncoderModel$|ForTokenClassification$/.test(modelClass);
			// An encoder alone whose file says that it decodes is built like a decoder.
			const decodes = encoderAlone && keys.flag('is_decoder', false);
			const read = decodes ? undefined : family.encoder?.(keys, { width, heads, buckets });

			const attention = (mask: AttentionMask, owned: boolean | undefined): Attention => ({
				heads,
				kvHeads: heads,
				queryKeySize: headSize,
				valueSize: headSize,
				mask,
				bias: biasNowhere,
				...(owned !== undefined && { relativeBias: { buckets, owned } }),
			});
			const { block = 'DenseReluDense' } = family;
			const experts = (which: 'encoder' | 'decoder', layers: number) =>
				family.mixture?.(keys, {
					which,
					layers,
					width,
					size: feedForward.size,
					place: `${body}${which}.block.{layer}.layer.${which === 'encoder' ? 1 : 2}.${block}`,
				}) ?? (() => undefined);
			const passed = (mixture: Mixture | undefined) => (mixture ? { mixture } : { feedForward });
			const [encoderExperts, decoderExperts] = [experts('encoder', depth), experts('decoder', decoderCount)];
			const encoderLayers = layersOf(
				encoderCount,
				(index) => `${index === 0} ${encoderExperts(index) !== undefined}`,
				(_, index): Layer => {
					const parts = read?.parts(index === 0) ?? [];
					return {
						attention: attention(read?.mask ?? { kind: 'full' }, index === 0 || biasEverywhere),
						...passed(encoderExperts(index)),
						norms: { attention_norm: norm, feed_forward_norm: norm },
						arrangement: 'pre',
						...(parts.length > 0 && { parts: parts.map((part) => ({ ...part, name: `${body}${part.name}` })) }),
					};
				},
			);
			const decoderLayers = layersOf(
				decodes ? encoderCount : decoderCount,
				(index) => `${index === 0} ${decoderExperts(index) !== undefined}`,
				(_, index): Layer => ({
					attention: attention({ kind: 'causal' }, index === 0 || biasEverywhere),
					crossAttention: attention({ kind: 'full' }, undefined),
					...passed(decoderExperts(index)),
					norms: { attention_norm: norm, cross_attention_norm: norm, feed_forward_norm: norm },
					arrangement: 'pre',
				}),
			);
			const vocabulary = keys.count('vocab_size', defaults.vocabulary);
			const tied = !family.untiable || keys.flag('tie_word_embeddings', true);
			const table = (stack: string): Part[] => (tied ? [] : [{ name: `${body}${stack}.embed_tokens.weight`, shape: [vocabulary, width] }]);
			const shared = { token: `${body}shared`, head: 'lm_head', classifier: modelClass.endsWith('ForQuestionAnswering') ? 'qa_outputs' : 'classifier' };
			const encoderNames = stackNames(`${body}encoder.`, read?.module ?? 'SelfAttention', decodes ? 2 : 1, feedForward.gated, block);
			return {
				modelType,
				modelClass,
				objective: encoderAlone ? 'other' : 'sequence-to-sequence',
				vocabulary,
				width,
				embedding: {
					positions: { kind: 'relative', ...(keys.has('n_positions') && { maximum: keys.count('n_positions', 512) }) },
					tokenTypes: 0,
					parts: encoderAlone ? table('encoder') : [...table('encoder'), ...table('decoder')],
				},
				...(encoderAlone
					? { layers: decodes ? decoderLayers : encoderLayers }
					: { layers: decoderLayers, encoder: { layers: encoderLayers, finalNorm: norm, names: encoderNames } }),
				finalNorm: norm,
				heads: headsOf(keys, modelClass.slice(prefix.length), width, tied),
				initializerRange: keys.number('initializer_factor', 1),
				names: { ...(encoderAlone ? encoderNames : stackNames(`${body}decoder.`, 'SelfAttention', 2, feedForward.gated, block)), ...shared },
			};
		},
	};
}

function headsOf(keys: Keys, ending: string, width: number, tied: boolean): Head[] {
	switch (ending) {
		case 'ForConditionalGeneration':
			return [{ kind: 'language-model', tied, bias: false }];
		case 'ForSequenceClassification':
			return [sentenceClassifier(width, labelCount(keys))];
		case 'ForTokenClassification':
		case 'ForQuestionAnswering':
			return [{ kind: 'classifier', labels: labelCount(keys), bias: true }];
		default:
			return [];
	}
}

/** What classifies a whole text by the decoder's last state (BART, T5). */
export const sentenceClassifier = (width: number, labels: number): Head => ({
	kind: 'other',
	what: 'classifier of the whole text',
	everyToken: false,
	parts: [
		{ name: 'classification_head.dense.weight', shape: [width, width] },
		{ name: 'classification_head.dense.bias', shape: [width] },
		{ name: 'classification_head.out_proj.weight', shape: [labels, width] },
		{ name: 'classification_head.out_proj.bias', shape: [labels] },
	],
});

/** Names inside one stack, whose feed-forward is its `last`-th block. */
function stackNames(stack: string, attention: string, last: number, gated: boolean, feedForward: string): TensorNames {
	const block = `${stack}block.{layer}.layer`;
	return {
		query: `${block}.0.${attention}.q`,
		key: `${block}.0.${attention}.k`,
		value: `${block}.0.${attention}.v`,
		output: `${block}.0.${attention}.o`,
		relative_bias: `${block}.0.${attention}.relative_attention_bias`,
		attention_norm: `${block}.0.layer_norm`,
		cross_query: `${block}.1.EncDecAttention.q`,
		cross_key: `${block}.1.EncDecAttention.k`,
		cross_value: `${block}.1.EncDecAttention.v`,
		cross_output: `${block}.1.EncDecAttention.o`,
		cross_attention_norm: `${block}.1.layer_norm`,
		gate: `${block}.${last}.${feedForward}.wi_0`,
		up: `${block}.${last}.${feedForward}.${gated ? 'wi_1' : 'wi'}`,
		down: `${block}.${last}.${feedForward}.wo`,
		feed_forward_norm: `${block}.${last}.layer_norm`,
		final_norm: `${stack}final_layer_norm`,
	};
}
