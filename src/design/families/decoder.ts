import type {
	Activation,
	Architecture,
	Attention,
	AttentionBias,
	AttentionMask,
	Embedding,
	FeedForward,
	Head,
	Layer,
	Mixer,
	Mixture,
	Norm,
	Objective,
	Part,
	Positions,
	TensorNames,
} from '../architecture.ts';
import type { KeyName, Keys } from '../keys.ts';
import { type DropoutKeys, dropoutOf } from './dropout.ts';
import { activation, biasNowhere, type Family, headSizeOf, type KeyNames, labelCount, layerCount, layersOf, usualKeyNames } from './family.ts';
import { rotary } from './positions.ts';

/** Sizes of a decoder once its keys are read. */
export interface DecoderSizes {
	width: number;
	layers: number;
	heads: number;
	kvHeads: number;
	headSize: number;
	/** Largest position. */
	positions: number;
	/** A design file: `head_dim` counts. */
	decoupled: boolean;
}

/** What the library's class fills in. */
export interface DecoderDefaults {
	width: number;
	layers: number;
	heads: number;
	/** Absent: as many as heads. */
	kvHeads?: number;
	/** Absent: width ÷ heads. */
	headSize?: number;
	/** Absent: `feedForward` of the decoder says it. */
	feedForward?: number;
	positions: number;
	vocabulary: number;
	tied?: boolean;
	/** Base of rotary positions, 10,000 unless told. */
	base?: number;
	epsilon?: number;
	activation?: string;
	initializerRange?: number;
}

const CLASS_ENDS = ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification', 'ForQuestionAnswering'] as const;
export type ClassEnd = (typeof CLASS_ENDS)[number] | 'LMHeadModel' | 'ForConditionalGeneration' | 'TextModel' | 'TextForSequenceClassification' | OwnEnd;
/** Ends of classes whose heads a family says itself. */
type OwnEnd = 'ForMaskedLM' | 'DoubleHeadsModel' | 'ForCausalImageModeling' | 'ForImageClassification';

/** How one family of decoders differs from Llama; everything else is as there. */
export interface Decoder {
	modelType: string;
	/** The classes' common beginning: `Llama` of `LlamaForCausalLM`. */
	prefix: string;
	/** Ends of the classes that the library has, where not all of the usual ones. */
	classes?: readonly [ClassEnd, ...ClassEnd[]];
	/** The class without heads where it is not the prefix and `Model`. */
	bodyClass?: string;
	defaults: DecoderDefaults;
	/** False where the library ignores `head_dim`. */
	readsHeadDim?: boolean;
	keyNames?: Partial<KeyNames>;
	/** Families that cannot group their heads. */
	ungrouped?: boolean;
	norm?(keys: Keys): Norm;
	bias?(keys: Keys): AttentionBias;
	/** Anything else about attention; called once per kind of layer. */
	attention?(keys: Keys, sizes: DecoderSizes, norm: Norm, mask: AttentionMask, kind: string, index: number): Partial<Attention>;
	/** What each layer sees; causal unless told. */
	mask?(keys: Keys, sizes: DecoderSizes): (index: number) => AttentionMask;
	/** The dense block; undefined in a layer that has none. */
	feedForward?(keys: Keys, usual: FeedForward, sizes: DecoderSizes, index: number, kind: string): FeedForward | undefined;
	mixture?(keys: Keys, usual: FeedForward, sizes: DecoderSizes, index: number, kind: string): Mixture | undefined;
	/** What mixes tokens in place of attention; undefined in a layer that has attention. */
	mixer?(keys: Keys, sizes: DecoderSizes, index: number, kind: string): Mixer | undefined;
	/** False for the kinds of layers that have a feed-forward block alone (Nemotron-H). */
	attends?(kind: string): boolean;
	/** The number of layers where no key says it (Nemotron-H). */
	layers?(keys: Keys): number;
	/** The mixer stands beside attention, not in its place (Falcon-H1). */
	mixerBeside?: boolean;
	/** What looks at another sequence in place of attention; undefined in a layer that has attention (Mllama). */
	crossAttention?(keys: Keys, sizes: DecoderSizes, norm: Norm, kind: string): Attention | undefined;
	/** Names what a layer is by its index, where layers differ by more than their mask. */
	kind?(keys: Keys, sizes: DecoderSizes): (index: number) => string;
	/** Norms and arrangement of a layer; pre-norm unless told. */
	layer?(keys: Keys, norm: Norm, sizes: DecoderSizes, index: number, kind: string): Pick<Layer, 'norms' | 'arrangement'> & Partial<Layer>;
	positions?(keys: Keys, sizes: DecoderSizes): Positions;
	/** Anything else about the embeddings. */
	embedding?(keys: Keys, sizes: DecoderSizes, norm: Norm): Partial<Embedding>;
	/** What the forward pass makes of the scores over the vocabulary. */
	logits?(keys: Keys): Pick<Extract<Head, { kind: 'language-model' }>, 'scale' | 'softCap'>;
	/** Bias of the language-model head. */
	headBias?(keys: Keys): boolean;
	/** What stands on top in classes that only this family has, or where it has something else there. */
	ownHeads?: { readonly [end in ClassEnd]?: (keys: Keys, sizes: DecoderSizes, languageModel: Head) => Head[] };
	/** What it learns: the next token unless told. */
	objective?: Objective;
	/** False where there is no norm after the last layer. */
	finalNorm?: boolean | ((keys: Keys) => boolean);
	activationKey?: KeyName;
	/** What the class takes whatever the file says (BLOOM): the activation, and a feed-forward block four times as wide as the model. */
	fixedActivation?: Activation;
	fourfold?: boolean;
	epsilonKey?: KeyName;
	/** True where the class never ties its head, whatever the file says. */
	untied?: boolean;
	/** Key of the tied head where it is not `tie_word_embeddings`. */
	tiedKey?: KeyName;
	/** Key of the initial weights' deviation where it is not `initializer_range`. */
	initializerKey?: KeyName;
	names?: TensorNames | ((keys: Keys) => TensorNames);
	/** Keys of dropout: `attention_dropout`, of the probabilities, unless told. */
	dropout?: DropoutKeys | ((keys: Keys) => DropoutKeys);
	/** Module that holds the layers in the classes with a head: `model` unless told. */
	body?: string;
	/** The same in the class for question answering. */
	answeringBody?: string;
	/** The same in the class without heads, where that still has one (OPT). */
	bareBody?: string;
	/** Name of the classifier of tokens: `score` unless told. */
	tokenClassifier?: string;
	/** Question answering has as many outputs as there are labels, instead of a start and an end. */
	labelledAnswers?: boolean;
}

/** Llama's names; `{body}` stands for the module that holds the layers. */
const llamaNames: TensorNames = {
	token: '{body}embed_tokens',
	query: '{body}layers.{layer}.self_attn.q_proj',
	key: '{body}layers.{layer}.self_attn.k_proj',
	value: '{body}layers.{layer}.self_attn.v_proj',
	output: '{body}layers.{layer}.self_attn.o_proj',
	query_norm: '{body}layers.{layer}.self_attn.q_norm',
	key_norm: '{body}layers.{layer}.self_attn.k_norm',
	attention_norm: '{body}layers.{layer}.input_layernorm',
	feed_forward_norm: '{body}layers.{layer}.post_attention_layernorm',
	gate: '{body}layers.{layer}.mlp.gate_proj',
	up: '{body}layers.{layer}.mlp.up_proj',
	gate_up: '{body}layers.{layer}.mlp.gate_up_proj',
	down: '{body}layers.{layer}.mlp.down_proj',
	final_norm: '{body}norm',
	head: 'lm_head',
};

/** A family of decoders, described by where it differs from Llama. */
export function decoder(family: Decoder): Family {
	const { modelType, prefix, defaults, bodyClass = `${prefix}Model` } = family;
	const [usualEnd, ...otherEnds] = family.classes ?? CLASS_ENDS;
	const { keyValueHeads, feedForward, ...names } = { ...usualKeyNames, ...family.keyNames };
	const keyNames: KeyNames = { ...names, ...(!family.ungrouped && { keyValueHeads }), ...(!family.fourfold && { feedForward }) };
	const readsHeadDim = family.readsHeadDim ?? true;
	return {
		modelType,
		classes: [`${prefix}${usualEnd}`, ...otherEnds.map((end) => (end === 'Model' ? bodyClass : `${prefix}${end}`))],
		readsHeadDim,
		fixedHeadSize: defaults.headSize !== undefined,
		keyNames,
		architecture(keys, { modelClass, decoupled }): Architecture {
			const read = readSizes(keys, keyNames, defaults, readsHeadDim || decoupled);
			const sizes = { ...read, decoupled, ...(family.layers && { layers: family.layers(keys) }) };
			const norm = family.norm?.(keys) ?? { kind: 'rms', epsilon: keys.number(family.epsilonKey ?? 'rms_norm_eps', defaults.epsilon ?? 1e-6) };
			const body = bodyOf(family, modelClass);
			const usual: FeedForward = {
				size: keyNames.feedForward ? feedForwardSize(keys, keyNames.feedForward, sizes.width, defaults.feedForward) : 4 * sizes.width,
				gated: true,
				activation: family.fixedActivation ?? activation(keys, family.activationKey ?? 'hidden_act', defaults.activation ?? 'silu'),
				bias: false,
			};
			const positions =
				family.positions?.(keys, sizes) ?? rotary(keys, sizes.headSize, { maximum: sizes.positions, ...(defaults.base && { base: defaults.base }) });
			const tied = family.untied ? false : keys.flag(family.tiedKey ?? 'tie_word_embeddings', defaults.tied ?? false);
			return {
				modelType,
				modelClass,
				objective: family.objective ?? 'causal',
				vocabulary: keys.count(keyNames.vocabulary, defaults.vocabulary),
				width: sizes.width,
				embedding: embeddingOf(family, keys, sizes, norm, positions, body),
				layers: layersLike(family, keys, sizes, norm, usual, body),
				...((typeof family.finalNorm === 'function' ? family.finalNorm(keys) : family.finalNorm !== false) && { finalNorm: norm }),
				heads: decoderHeads(family, keys, sizes, modelClass, tied),
				initializerRange: keys.number(family.initializerKey ?? 'initializer_range', defaults.initializerRange ?? 0.02),
				...dropoutOf(keys, (typeof family.dropout === 'function' ? family.dropout(keys) : family.dropout) ?? { probabilities: 'attention_dropout' }),
				names: inBody(
					{ ...llamaNames, ...classifierName(modelClass, family.tokenClassifier), ...(typeof family.names === 'function' ? family.names(keys) : family.names) },
					body,
				),
			};
		},
	};
}

function readSizes(keys: Keys, names: KeyNames, defaults: DecoderDefaults, reads: boolean): Omit<DecoderSizes, 'decoupled'> {
	const width = keys.count(names.width, defaults.width);
	const heads = keys.count(names.heads, defaults.heads);
	// Null has the library share keys out one to a head; an absent key has what the class says.
	const kvHeads = names.keyValueHeads === undefined ? heads : countOrNull(keys, names.keyValueHeads, defaults.kvHeads, heads);
	const share = Math.max(1, Math.floor(width / heads));
	const headSize =
		defaults.headSize === undefined || !reads
			? headSizeOf(keys, names.headSize, width, heads, reads)
			: countOrNull(keys, names.headSize, defaults.headSize, share);
	return {
		width,
		layers: layerCount(keys, names.layers, defaults.layers),
		heads,
		kvHeads,
		headSize,
		positions: keys.count(names.positions, defaults.positions),
	};
}

/** A count that the class has a default for, and derives where the file says null. */
const countOrNull = (keys: Keys, name: KeyName, byClass: number | undefined, derived: number): number =>
	byClass === undefined || keys.isNull(name) ? keys.count(name, derived, { origin: 'derived' }) : keys.count(name, byClass);

/** Width of the dense block; the first one where the file has a list by layer (Gemma 3n), whose family reads the others. */
function feedForwardSize(keys: Keys, name: KeyName, width: number, byClass: number | undefined): number {
	const listed = Array.isArray(keys.get(keys.nameOf(name))) ? keys.numbers(name, 1)?.[0] : undefined;
	return listed ?? keys.count(name, byClass ?? 4 * width, { origin: byClass ? 'default' : 'derived' });
}

function embeddingOf(family: Decoder, keys: Keys, sizes: DecoderSizes, norm: Norm, positions: Positions, body: string): Embedding {
	const { parts, ...more } = family.embedding?.(keys, sizes, norm) ?? {};
	return { positions, tokenTypes: 0, ...more, ...(parts && { parts: placed(parts, body) }) };
}

/** Puts the body's module in place of `{body}` in the names of parts. */
const placed = (parts: readonly Part[], body: string): Part[] => parts.map((part) => ({ ...part, name: part.name.replace('{body}', body) }));

function layersLike(family: Decoder, keys: Keys, sizes: DecoderSizes, norm: Norm, usual: FeedForward, body: string): Layer[] {
	const { heads, kvHeads, headSize } = sizes;
	const bias = family.bias?.(keys) ?? biasNowhere;
	const mask = family.mask?.(keys, sizes) ?? (() => ({ kind: 'causal' }) as const);
	const kind = family.kind?.(keys, sizes) ?? (() => '');
	const place = (parts: readonly Part[]) => placed(parts, body);
	const build = (index: number): Layer => {
		const of = kind(index);
		const feedForward = family.feedForward ? family.feedForward(keys, usual, sizes, index, of) : usual;
		const mixture = family.mixture?.(keys, usual, sizes, index, of);
		const mixer = family.mixer?.(keys, sizes, index, of);
		const crossAttention = family.crossAttention?.(keys, sizes, norm, of);
		const { parts, ...arranged } = family.layer?.(keys, norm, sizes, index, of) ?? {
			norms: { attention_norm: norm, feed_forward_norm: norm },
			arrangement: 'pre' as const,
		};
		return {
			...((!mixer || family.mixerBeside) &&
				!crossAttention &&
				(family.attends?.(of) ?? true) && {
					attention: {
						heads,
						kvHeads,
						queryKeySize: headSize,
						valueSize: headSize,
						mask: mask(index),
						bias,
						...family.attention?.(keys, sizes, norm, mask(index), of, index),
					},
				}),
			...(crossAttention && { crossAttention }),
			...(mixer && { mixer: { ...mixer, parts: place(mixer.parts) } }),
			...(feedForward && { feedForward }),
			...(mixture && {
				mixture: { ...mixture, parts: place(mixture.parts), always: place(mixture.always), ...(mixture.fixed && { fixed: place(mixture.fixed) }) },
			}),
			...arranged,
			...(parts && { parts: place(parts) }),
		};
	};
	return layersOf(
		sizes.layers,
		(index) => `${maskName(mask(index))} ${kind(index)}`,
		(_, index) => build(index),
	);
}

/** One word for masks that are alike; layers are told apart by it once each, so it is kept cheap. */
function maskName(mask: AttentionMask): string {
	switch (mask.kind) {
		case 'causal-window':
			return `window ${mask.window}`;
		case 'chunk':
			return `chunk ${mask.chunk}`;
		case 'band':
			return `band ${mask.reach}`;
		default:
			return mask.kind;
	}
}

/** The module that holds the layers, with its dot; nothing in the class without heads. */
function bodyOf({ prefix, bodyClass = `${prefix}Model`, body = 'model', answeringBody = body, bareBody }: Decoder, modelClass: string): string {
	if (modelClass === bodyClass) return bareBody ? `${bareBody}.` : '';
	return modelClass === `${prefix}ForQuestionAnswering` ? `${answeringBody}.` : `${body}.`;
}

/** What stands on top of a decoder, by its class. */
function decoderHeads(
	{ prefix, headBias, logits, labelledAnswers, ownHeads }: Decoder,
	keys: Keys,
	sizes: DecoderSizes,
	modelClass: string,
	tied: boolean,
): Head[] {
	const end = modelClass.slice(prefix.length);
	const languageModel: Head = { kind: 'language-model', tied, bias: headBias?.(keys) ?? false, ...logits?.(keys) };
	const own = ownHeads?.[end as ClassEnd];
	if (own) return own(keys, sizes, languageModel);
	switch (end) {
		case 'ForCausalLM':
		case 'LMHeadModel':
		case 'ForConditionalGeneration':
			return [languageModel];
		case 'ForSequenceClassification':
		case 'TextForSequenceClassification':
			return [{ kind: 'classifier', labels: labelCount(keys), bias: false }];
		case 'ForTokenClassification':
			return [{ kind: 'classifier', labels: labelCount(keys), bias: true }];
		case 'ForQuestionAnswering':
			return [{ kind: 'classifier', labels: labelledAnswers ? labelCount(keys) : 2, bias: true }];
		default:
			return [];
	}
}

/** Where a classifier stands, by its class. */
function classifierName(modelClass: string, tokenClassifier = 'score'): TensorNames {
	if (modelClass.endsWith('ForQuestionAnswering')) return { classifier: 'qa_outputs' };
	return { classifier: modelClass.endsWith('ForTokenClassification') ? tokenClassifier : 'score' };
}

/** Puts the body's module in place of `{body}`. */
export function inBody(names: TensorNames, body: string): TensorNames {
	return Object.fromEntries(Object.entries(names).map(([role, name]) => [role, typeof name === 'string' ? name.replace('{body}', body) : name]));
}
