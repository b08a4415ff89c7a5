import type { Dropout, Rotation, Routing } from './forward.ts';

/**
 * The vocabulary in which every model family is described. A family turns a file's keys into an
 * `Architecture`; tensors, counts, rank, rules and the training graph all read only this.
 * Sizes are plain integers; everything a family leaves open is spelled out here, never defaulted later.
 */
export interface Architecture {
	modelType: string;
	/** The library's class that is counted, such as `LlamaForCausalLM`. */
	modelClass: string;
	objective: Objective;
	vocabulary: number;
	/** Width of the residual stream, `hidden_size`. */
	width: number;
	embedding: Embedding;
	/** The layers in order. Layers that are alike are one object, so that a model of many layers stays small. */
	layers: Layer[];
	/** Times that the layers are run with the same weights (ALBERT); 1 in every other family. */
	passes?: number;
	/** The norm after the last layer; absent where the family normalises after each block. */
	finalNorm?: Norm;
	/** What reads the input of an encoder-decoder; its `layers` above are then the decoder's. */
	encoder?: Encoder;
	/** What stands on top of the layers, in order. */
	heads: Head[];
	/** The library's names of the parts, used for tensors and checkpoints. */
	names: TensorNames;
	/** Standard deviation of the initial weights, `initializer_range`. */
	initializerRange: number;
	/** Initial weights are drawn within so many deviations; anywhere where absent. */
	initializerCutoff?: number;
	/** What training sets to 0 at random; absent where the file says none. */
	dropout?: Dropout;
}

/** What the model learns: the next token, hidden tokens, an output from an input, or something that is not text. */
export type Objective = 'causal' | 'masked' | 'sequence-to-sequence' | 'other';

export interface Embedding {
	positions: Positions;
	/** Rows of the segment table (BERT), 0 without one. */
	tokenTypes: number;
	/** Norm on the summed embeddings (BERT). */
	norm?: Norm;
	/** Width of the tables where it is not the model's (ALBERT, ELECTRA). */
	width?: number;
	/** Rows of the token table beyond the vocabulary (Mllama). */
	extraTokens?: number;
	/** A matrix from the tables' width to the model's; `back`: another one from the last layer to the head (OPT). */
	projection?: { bias: boolean; back?: boolean /** Rows that it reads where not one token's (MobileBERT: three). */; from?: number };
	/** The norm stands behind the projection (DeBERTa). */
	projectedNorm?: boolean;
	/** Width of the tables of positions and segments where it is not the token table's (OPT, MobileBERT). */
	tableWidth?: number;
	/** Factor of the token embeddings (Gemma: √width). */
	scale?: number;
	/** False where nothing is looked up by token (images). */
	tokens?: boolean;
	/** Anything else: projections, patches, class tokens. */
	parts?: readonly Part[];
}

/** How a token's place enters the model. */
export type Positions =
	| {
			kind: 'learned';
			count: number;
			/** Rows beyond `count` (OPT: 2). */
			offset?: number;
			/** True where the table stands among the embedding's parts, in a shape of its own (ViT). */
			inParts?: boolean;
	  }
	| ({ kind: 'rotary'; maximum: number } & Rotation)
	/** Biases that fall with the distance (Press et al. 2022); `scaled`: as Falcon has them, in bfloat16 and divided by √head size as the scores are. */
	| { kind: 'alibi'; maximum?: number; scaled?: boolean }
	| { kind: 'relative'; maximum?: number }
	| { kind: 'sinusoidal'; maximum: number }
	| { kind: 'none'; maximum?: number };

export interface Encoder {
	layers: Layer[];
	finalNorm?: Norm;
	embedding?: Embedding;
	/** Width of its stream where it is not the decoder's (CLIP's images beside its text). */
	width?: number;
	/** Names of the encoder's own parts. */
	names: TensorNames;
}

/** One layer. What a layer does not have is absent: a Mamba layer has no attention, a T5 decoder layer has three blocks. */
export interface Layer {
	attention?: Attention;
	/** Attention over the encoder's output. */
	crossAttention?: Attention;
	/** What mixes tokens in another way, instead of attention or beside it. */
	mixer?: Mixer;
	feedForward?: FeedForward;
	/** Routed experts, instead of the feed-forward block or beside it. */
	mixture?: Mixture;
	/** Every norm of the layer by its role, in the order of the forward pass. */
	norms: LayerNorms;
	/**
	 * `pre`: norm → block → add (GPT-2, Llama). `post`: block → add → norm (BERT). `both`: norm → block → norm → add (Gemma 2).
	 * `output`: block → norm → add (OLMo 2). `parallel`: attention and feed-forward read the same stream and are added together (GPT-NeoX).
	 */
	arrangement: 'pre' | 'post' | 'both' | 'output' | 'parallel';
	/** Factor of each block's output before it is added (Granite). */
	residualScale?: number;
	/** The normalised stream is what a block's output is added to, not the stream itself (BLOOM's `apply_residual_connection_post_layernorm`). */
	residualAfterNorm?: boolean;
	/** Anything else that the layer owns. */
	parts?: readonly Part[];
}

/** Norms of a layer; each name is also the tensor's role. */
export type LayerNorms = Partial<Record<LayerNormRole, Norm>>;
export const LAYER_NORM_ROLES = [
	'attention_norm',
	'post_attention_norm',
	'cross_attention_norm',
	'mixer_norm',
	'feed_forward_norm',
	'post_feed_forward_norm',
] as const;
export type LayerNormRole = (typeof LAYER_NORM_ROLES)[number];

export interface Attention {
	heads: number;
	kvHeads: number;
	/** Size of each head's queries and keys: the rank its pre-softmax scores can reach. */
	queryKeySize: number;
	/** Size of each head's values. */
	valueSize: number;
	mask: AttentionMask;
	bias: AttentionBias;
	/** How queries, keys and values share one tensor: one after the other (GPT-2), head by head (GPT-NeoX), group by group (Falcon); absent where each has its own. */
	fused?: 'blocks' | 'heads' | 'groups';
	/** Norms on queries and keys, with the shape of each scale; `apart`: each head's scale is a tensor of its own, among the layer's parts (StableLM). */
	queryKeyNorm?: { norm: Norm; query: readonly number[]; key: readonly number[]; apart?: boolean };
	/** Keys and values go through a small latent vector (DeepSeek). */
	latent?: Latent;
	/** A learned score per head that no token takes (gpt-oss). */
	sinks?: boolean;
	/** Learned biases by distance, `[buckets, heads]`; `owned` where this layer holds the table (T5: the first one). */
	relativeBias?: { buckets: number; owned: boolean };
	/** The output is multiplied by a gate that comes out of the query projection (Qwen3-Next). */
	outputGate?: boolean;
	/** Factor of the scores where it is not 1/√`queryKeySize` (Granite, Gemma 2). */
	scoreScale?: number;
	/** Scores s become cap · tanh(s/cap) before the mask (Gemma 2). */
	softCap?: number;
	/** Queries, keys and values are cut off at ± this (OLMoE). */
	clip?: number;
	/** This layer's rotation where it is not the model's (the windows of Gemma 3 and ModernBERT). */
	rotation?: Rotation;
	/** True where this layer's rotation is off although the model is rotary (SmolLM3, Llama 4). */
	withoutPositions?: boolean;
	/** The tensors belong to another layer and are used again here. */
	shared?: boolean;
	/** Keys and values are those that an earlier layer made (Gemma 3n): nothing is projected or cached for them here. */
	borrowedKeyValues?: boolean;
	/** Values are the projected keys, under a norm of their own (Gemma 4). */
	keysAsValues?: boolean;
	/**
	 * Each query sees only so many of the tokens that its mask allows, those that heads of an indexer score highest (DeepSeek-V3.2);
	 * without an indexer of its own the layer goes by the picks of one below. The indexer has one key a token; its matrices stand among the layer's parts.
	 */
	picks?: { tokens: number; indexer?: { heads: number; size: number } };
	/** Queries and output are projected by experts (JetMoE): the tensors stand in the layer's mixture. */
	inMixture?: boolean;
	/** The tensors, where they have other shapes or names than the sizes above give (XLNet, SqueezeBERT). */
	parts?: readonly Part[];
	/** Columns of the output projection where the class does not take them from the heads (Helium). */
	outputInput?: number;
	/** Rows of the projections where the class takes them from the width, although heads that do not divide it share out less (DBRX, MPT). */
	rows?: { query: number; key: number; value: number };
}

export interface AttentionBias {
	query: boolean;
	key: boolean;
	value: boolean;
	output: boolean;
}

/** Multi-head latent attention (DeepSeek-V2, 2.1). */
export interface Latent {
	/** Rank of the queries' latent; 0 where queries are projected directly. */
	queryRank: number;
	keyValueRank: number;
	/** Part of each query and key without positions, and with. */
	contentSize: number;
	rotarySize: number;
	norm: Norm;
}

export type AttentionMask =
	| { kind: 'causal' }
	| { kind: 'full' }
	| { kind: 'causal-window'; window: number }
	| { kind: 'chunk'; chunk: number }
	| { kind: 'band'; reach: number };

/** Mixes tokens by a recurrence or a convolution. */
export interface Mixer {
	kind: 'mamba' | 'mamba2' | 'linear-attention' | 'recurrence' | 'convolution';
	/** Its tensors, under the names that the library gives them. */
	parts: readonly Part[];
	/** Values of constant state that a sequence keeps. */
	stateValues: number;
	/** Operations of one token outside the matrix products, a multiply-add counting as two. */
	scanFlops: number;
}

export interface FeedForward {
	size: number;
	/** Gated: down(act(gate x) ∘ up x), three matrices; else two. */
	gated: boolean;
	activation: Activation;
	bias: boolean;
	/** Gate and up live in one tensor (Phi-3). */
	fused?: boolean;
	/** The tensors, where they have other shapes or names than the sizes above give. */
	parts?: readonly Part[];
}

/** Routed experts (Shazeer et al. 2017), with experts that every token passes where there are some. */
export interface Mixture {
	experts: number;
	/** Experts that each token passes. */
	active: number;
	size: number;
	gated: boolean;
	activation: Activation;
	/** Tensors of all experts, the expert first: `[experts, …]`. */
	parts: readonly Part[];
	/** Tensors that every token passes: router, its bias, shared experts. */
	always: readonly Part[];
	/** Tensors of its files that are no parameters: they are not counted, and training leaves them as they are. */
	fixed?: readonly Part[];
	/** How the router's output becomes weights; absent where the vocabulary has no words for it. */
	routing?: Routing;
	/** Width inside the block that every token passes beside its experts; absent without one. */
	shared?: number;
}

export type Activation = 'gelu' | 'gelu_tanh' | 'gelu_quick' | 'silu' | 'relu' | 'relu2' | 'xielu' | 'tanh';

export interface Norm {
	kind: 'layer' | 'rms';
	epsilon: number;
	/** Layer norms have a shift unless this is false; RMS norms have none. */
	bias?: boolean;
	/** False where the norm has no scale (OLMo). */
	scale?: boolean;
	/** The scale is 1 + weight (Gemma). */
	centred?: boolean;
}

export type Head =
	/** Scores over the vocabulary; tied heads share the embedding and own at most a bias. */
	| {
			kind: 'language-model';
			tied: boolean;
			bias: boolean /** The projection has a bias of its own once it is not tied (BERT). */;
			untiedBias?: boolean /** Factor of the scores (Granite, Cohere). */;
			scale?: number /** Scores s become cap · tanh(s/cap) (Gemma 2). */;
			softCap?: number /** What an untied head reads where it is not as wide as the token table (RemBERT). */;
			width?: number;
	  }
	/** BERT's transform before its vocabulary scores: dense, activation, norm. */
	| { kind: 'masked-transform'; norm: Norm; activation: Activation /** Width of the output where it is not the model's. */; width?: number; bias?: boolean }
	| { kind: 'pooler' }
	| { kind: 'next-sentence' }
	| { kind: 'classifier'; labels: number; bias: boolean }
	/** Anything else, by its tensors. `everyToken`: its matrices multiply each token, not one a sequence. */
	| { kind: 'other'; what: string; parts: readonly Part[]; everyToken: boolean };

/** A tensor that a family names itself, where the vocabulary has no word for it. `{layer}` stands for the layer's index. */
export interface Part {
	name: string;
	shape: readonly number[];
	/** Whether every token is multiplied by it, where its place does not say so: matrices of mixers and experts are, those of embeddings and other parts are not. */
	multiplies?: boolean;
	/** What it is for, where the engine must tell it from the other parts of its place. */
	role?: Role;
}

/**
 * Naming scheme of the library, by the role of a tensor. `{layer}` stands for the layer's index, `{layer/n}` and `{layer%n}` for its group of n and its place in it. A scheme names modules;
 * `tensors.ts` appends `.weight` and `.bias`.
 */
export type TensorNames = { readonly [role in Role]?: string } & {
	/** Weights are stored input × output (GPT-2's Conv1D) instead of output × input. */
	readonly inputFirst?: boolean;
	/** The vocabulary bias where it stands outside the head. */
	readonly headBias?: string;
};

/** What a tensor is for; the engine finds it by this and its layer. */
export type Role =
	| 'token'
	| 'position'
	| 'token_type'
	| 'embedding_norm'
	| 'projection'
	| 'projection_back'
	| 'query'
	| 'key'
	| 'value'
	| 'query_key_value'
	| 'output'
	| 'query_norm'
	| 'key_norm'
	| 'query_down'
	| 'query_down_norm'
	| 'query_up'
	| 'key_value_down'
	| 'key_value_norm'
	| 'key_value_up'
	| 'sinks'
	| 'relative_bias'
	| 'cross_query'
	| 'cross_key'
	| 'cross_value'
	| 'cross_key_value'
	| 'cross_output'
	| 'cross_query_norm'
	| 'cross_key_norm'
	| 'gate'
	| 'up'
	| 'gate_up'
	| 'down'
	| LayerNormRole
	| 'final_norm'
	| 'head'
	| 'transform'
	| 'transform_norm'
	| 'pooler'
	| 'classifier'
	| 'mixer'
	| 'experts'
	| 'choice_bias'
	| 'expert_gate_up'
	| 'expert_down'
	| 'shared_gate'
	| 'shared_up'
	| 'shared_down'
	| 'router'
	| 'other';

/** Layers that are one object, with their indices in order. */
export interface LayerGroup {
	layer: Layer;
	indices: number[];
}

/** Layers that are alike, in the order of their first. */
export function layerGroups(layers: readonly Layer[]): LayerGroup[] {
	const groups = new Map<Layer, number[]>();
	layers.forEach((layer, index) => {
		const indices = groups.get(layer);
		if (indices) indices.push(index);
		else groups.set(layer, [index]);
	});
	return [...groups].map(([layer, indices]) => ({ layer, indices }));
}

/** The largest context the positions allow, or undefined where nothing bounds it. */
export function maximumPositions({ embedding: { positions } }: Architecture): number | undefined {
	return positions.kind === 'learned' ? positions.count : positions.maximum;
}
