import type { Activation, Architecture, Attention, AttentionMask, Embedding, FeedForward, Layer, Norm, Part, Positions, TensorNames } from '../architecture.ts';
import type { KeyName, Keys } from '../keys.ts';
import { inBody } from './decoder.ts';
import { bertDropout, type DropoutKeys, dropoutOf } from './dropout.ts';
import { type HeadsByClass, headsOf, type VocabularyHead } from './encoder-heads.ts';
import { activation, biasEverywhere, type Family, headSizeOf, type KeyNames, layerCount, layersOf, usualKeyNames } from './family.ts';

/** Sizes of an encoder once its keys are read. */
export interface EncoderSizes {
	width: number;
	layers: number;
	heads: number;
	headSize: number;
	/** Rows of the position table. */
	positions: number;
	/** A design file: `head_dim` counts. */
	decoupled: boolean;
}

/** What the library's class fills in. */
export interface EncoderDefaults {
	width: number;
	layers: number;
	heads: number;
	/** Absent: four times the width. */
	feedForward?: number;
	positions: number;
	vocabulary: number;
	/** Rows of the segment table; absent where there is none. */
	tokenTypes?: number;
	epsilon?: number;
	activation?: string;
	untied?: boolean;
}

/** How one family of encoders differs from BERT; everything else is as there. */
export interface EncoderFamily {
	modelType: string;
	/** The classes' common beginning: `Bert` of `BertForMaskedLM`. */
	prefix: string;
	/** Module that holds the layers in the classes with a head. */
	body: string;
	/** Ends of the classes with what stands on top; the first is the usual one. */
	heads: HeadsByClass;
	/** End of the class without a module around its layers: `Model` unless told. */
	bareEnd?: string;
	defaults: EncoderDefaults;
	keyNames?: Partial<KeyNames>;
	activationKey?: KeyName;
	/** What the class takes whatever the file says (XLM): a feed-forward block four times as wide as the model. */
	fourfold?: boolean;
	/** The activation where no key of the usual kind says it. */
	fixedActivation?(keys: Keys): Activation;
	/** Deviations within which initial weights are drawn, unless the file has `initializer_cutoff_factor`; null there is 3. */
	initializerCutoff?: number;
	/** Key of the initial weights' deviation where it is not `initializer_range`. */
	initializerKey?: KeyName;
	epsilonKey?: KeyName;
	/** True where the library reads `head_dim`. */
	readsHeadDim?: boolean;
	/** The library's own key for the size of a head (DeBERTa v2). */
	headSizeKey?: string;
	norm?(keys: Keys): Norm;
	/** True where the class takes `is_decoder` and `add_cross_attention`; `always` where it learns the next token anyway. */
	decodes?: boolean | 'always';
	/** Anything else about the embeddings. */
	embedding?(keys: Keys, sizes: EncoderSizes, norm: Norm): Omit<Partial<Embedding>, 'norm'> & { norm?: Norm | undefined };
	positions?(keys: Keys, sizes: EncoderSizes): Positions;
	/** What each layer sees; everything unless told. */
	mask?(keys: Keys, sizes: EncoderSizes): (index: number) => AttentionMask;
	attention?(keys: Keys, sizes: EncoderSizes, norm: Norm, index: number): Partial<Attention>;
	feedForward?(keys: Keys, usual: FeedForward, sizes: EncoderSizes, index: number): FeedForward;
	/** Norms, arrangement and anything else of a layer; post-norm unless told. */
	layer?(keys: Keys, norm: Norm, sizes: EncoderSizes, index: number): Partial<Layer>;
	/** Names what a layer is by its index, where layers differ by more than their mask. */
	kind?(index: number): string | number;
	/** Layers with tensors of their own and how often they are run, where that is not once each (ALBERT). */
	passes?(keys: Keys, sizes: EncoderSizes): { layers: number; passes: number };
	/** True where there is a norm after the last layer. */
	finalNorm?: boolean;
	vocabularyHead?(keys: Keys, sizes: EncoderSizes): VocabularyHead;
	/** Keys of dropout, BERT's unless told. */
	dropout?: DropoutKeys;
	names?: TensorNames | ((keys: Keys, modelClass: string) => TensorNames);
}

/** BERT's names; `{body}` stands for the module that holds the layers. */
const bertNames: TensorNames = {
	token: '{body}embeddings.word_embeddings',
	position: '{body}embeddings.position_embeddings',
	token_type: '{body}embeddings.token_type_embeddings',
	embedding_norm: '{body}embeddings.LayerNorm',
	query: '{body}encoder.layer.{layer}.attention.self.query',
	key: '{body}encoder.layer.{layer}.attention.self.key',
	value: '{body}encoder.layer.{layer}.attention.self.value',
	output: '{body}encoder.layer.{layer}.attention.output.dense',
	attention_norm: '{body}encoder.layer.{layer}.attention.output.LayerNorm',
	cross_query: '{body}encoder.layer.{layer}.crossattention.self.query',
	cross_key: '{body}encoder.layer.{layer}.crossattention.self.key',
	cross_value: '{body}encoder.layer.{layer}.crossattention.self.value',
	cross_output: '{body}encoder.layer.{layer}.crossattention.output.dense',
	cross_attention_norm: '{body}encoder.layer.{layer}.crossattention.output.LayerNorm',
	up: '{body}encoder.layer.{layer}.intermediate.dense',
	down: '{body}encoder.layer.{layer}.output.dense',
	feed_forward_norm: '{body}encoder.layer.{layer}.output.LayerNorm',
	head: 'cls.predictions.decoder',
	headBias: 'cls.predictions',
	transform: 'cls.predictions.transform.dense',
	transform_norm: 'cls.predictions.transform.LayerNorm',
	pooler: '{body}pooler.dense',
};

/** A family of encoders, described by where it differs from BERT. */
export function encoder(family: EncoderFamily): Family {
	const { modelType, prefix, defaults } = family;
	const { keyValueHeads: _, feedForward, ...usual } = usualKeyNames;
	const keyNames: KeyNames = { ...usual, ...(!family.fourfold && { feedForward }), ...family.keyNames };
	const readsHeadDim = family.readsHeadDim ?? false;
	const [usualEnd = 'Model', ...otherEnds] = Object.keys(family.heads);
	return {
		modelType,
		classes: [`${prefix}${usualEnd}`, ...otherEnds.map((end) => `${prefix}${end}`)],
		readsHeadDim,
		keyNames,
		architecture(keys, { modelClass, decoupled }): Architecture {
			const width = keys.count(keyNames.width, defaults.width);
			const heads = keys.count(keyNames.heads, defaults.heads);
			const sizes: EncoderSizes = {
				width,
				heads,
				headSize: headSizeOf(keys, headSizeName(family.headSizeKey, decoupled), width, heads, readsHeadDim || decoupled || family.headSizeKey !== undefined),
				layers: layerCount(keys, keyNames.layers, defaults.layers),
				positions: keys.count(keyNames.positions, defaults.positions),
				decoupled,
			};
			const norm = family.norm?.(keys) ?? { kind: 'layer', epsilon: keys.number(family.epsilonKey ?? 'layer_norm_eps', defaults.epsilon ?? 1e-12) };
			const body = modelClass === `${prefix}${family.bareEnd ?? 'Model'}` ? '' : `${family.body}.`;
			const block: FeedForward = {
				size: keyNames.feedForward ? keys.count(keyNames.feedForward, defaults.feedForward ?? 4 * width) : 4 * width,
				gated: false,
				activation: family.fixedActivation?.(keys) ?? activation(keys, family.activationKey ?? 'hidden_act', defaults.activation ?? 'gelu'),
				bias: true,
			};
			const { norm: embeddingNorm, ...embedding } = { norm, ...family.embedding?.(keys, sizes, norm) };
			const causal = family.decodes === 'always' || (family.decodes === true && keys.flag('is_decoder', false));
			const { layers, passes } = family.passes?.(keys, sizes) ?? { layers: sizes.layers, passes: 1 };
			const names = typeof family.names === 'function' ? family.names(keys, modelClass) : family.names;
			const vocabularyHead = family.vocabularyHead?.(keys, sizes) ?? {};
			const top = headsOf(family.heads[modelClass.slice(prefix.length)] ?? [], keys, {
				width,
				norm,
				activation: block.activation,
				tied: keys.flag('tie_word_embeddings', !defaults.untied),
				vocabularyHead,
			});
			return {
				modelType,
				modelClass,
				objective: causal ? 'causal' : 'masked',
				vocabulary: keys.count(keyNames.vocabulary, defaults.vocabulary),
				width,
				embedding: {
					positions: family.positions?.(keys, sizes) ?? { kind: 'learned', count: sizes.positions },
					tokenTypes: defaults.tokenTypes === undefined ? 0 : keys.count('type_vocab_size', defaults.tokenTypes, { minimum: 0 }),
					...(embeddingNorm && { norm: embeddingNorm }),
					...embedding,
					parts: place(embedding.parts ?? [], body),
				},
				layers: encoderLayers(family, keys, sizes, norm, block, body, layers, causal),
				...(passes !== 1 && { passes }),
				...(family.finalNorm && { finalNorm: norm }),
				heads: top.heads.map((head) => (head.kind === 'other' ? { ...head, parts: place(head.parts, body) } : head)),
				initializerRange: keys.number(family.initializerKey ?? 'initializer_range', 0.02),
				...(family.initializerCutoff !== undefined && {
					initializerCutoff: keys.isNull('initializer_cutoff_factor') ? 3 : keys.number('initializer_cutoff_factor', family.initializerCutoff),
				}),
				...dropoutOf(keys, family.dropout ?? bertDropout),
				names: inBody({ ...bertNames, ...names, ...top.names }, body),
			};
		},
	};
}

/** A design says `head_dim`; a configuration what the library's class reads. */
const headSizeName = (own: string | undefined, decoupled: boolean): KeyName => (own === undefined ? 'head_dim' : decoupled ? ['head_dim', own] : own);

const place = (parts: readonly Part[], body: string): Part[] => parts.map((part) => ({ ...part, name: part.name.replace('{body}', body) }));

function encoderLayers(
	family: EncoderFamily,
	keys: Keys,
	sizes: EncoderSizes,
	norm: Norm,
	block: FeedForward,
	body: string,
	count: number,
	causal: boolean,
): Layer[] {
	const { heads, headSize } = sizes;
	const mask = family.mask?.(keys, sizes) ?? (() => ({ kind: causal ? 'causal' : 'full' }) as const);
	const crossed = causal && family.decodes === true && keys.flag('add_cross_attention', false);
	// The library's output projection is width × width even where heads do not share the width out evenly.
	const square = !sizes.decoupled && !family.readsHeadDim;
	const attention = { heads, kvHeads: heads, queryKeySize: headSize, valueSize: headSize, bias: biasEverywhere, ...(square && { outputInput: sizes.width }) };
	const build = (index: number): Layer => {
		const { parts, norms, ...layer } = family.layer?.(keys, norm, sizes, index) ?? {};
		const feedForward = family.feedForward?.(keys, block, sizes, index) ?? block;
		const own = family.attention?.(keys, sizes, norm, index);
		return {
			attention: { ...attention, mask: mask(index), ...own, ...(own?.parts && { parts: place(own.parts, body) }) },
			feedForward: { ...feedForward, ...(feedForward.parts && { parts: place(feedForward.parts, body) }) },
			arrangement: 'post',
			...layer,
			norms: { ...(norms ?? { attention_norm: norm, feed_forward_norm: norm }), ...(crossed && { cross_attention_norm: norm }) },
			...(crossed && { crossAttention: { ...attention, ...(own?.bias && { bias: own.bias }), mask: { kind: 'full' } } }),
			...(parts && { parts: place(parts, body) }),
		};
	};
	return layersOf(
		count,
		(index) => `${JSON.stringify(mask(index))} ${family.kind?.(index) ?? ''}`,
		(_, index) => build(index),
	);
}
