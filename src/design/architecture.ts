/**
 * The vocabulary in which every model family is described. A family turns a file's keys into an
 * `Architecture`; tensors, counts, rank, rules and the training graph all read only this.
 * Sizes are plain integers; everything a family leaves open is spelled out here, never defaulted later.
 */
export interface Architecture {
	modelType: string;
	/** The library's class that is counted, such as `LlamaForCausalLM`. */
	modelClass: string;
	objective: 'causal' | 'masked';
	vocabulary: number;
	/** Width of the residual stream, `hidden_size`. */
	width: number;
	embedding: Embedding;
	layers: Layer[];
	/** The norm after the last layer; absent where the family normalises after each block. */
	finalNorm?: Norm;
	/** What stands on top of the layers, in order. */
	heads: Head[];
	/** The library's names of the parts, used for tensors and checkpoints. */
	names: TensorNames;
	/** Standard deviation of the initial weights, `initializer_range`. */
	initializerRange: number;
}

export interface Embedding {
	positions: Positions;
	/** Rows of the segment table (BERT), 0 without one. */
	tokenTypes: number;
	/** Norm on the summed embeddings (BERT). */
	norm?: Norm;
}

/** How a token's place enters the model. */
export type Positions = { kind: 'learned'; count: number } | { kind: 'rotary'; base: number; maximum: number; dimensions: number } | { kind: 'none' };

export interface Layer {
	attention: Attention;
	feedForward: FeedForward;
	attentionNorm: Norm;
	feedForwardNorm: Norm;
	/** `pre`: norm → block → add (GPT-2, Llama). `post`: block → add → norm (BERT). */
	normPlacement: 'pre' | 'post';
}

export interface Attention {
	heads: number;
	kvHeads: number;
	/** Size of each head's queries and keys: the rank its pre-softmax scores can reach. */
	queryKeySize: number;
	/** Size of each head's values. */
	valueSize: number;
	mask: AttentionMask;
	queryKeyValueBias: boolean;
	outputBias: boolean;
	/** Queries, keys and values live in one tensor (GPT-2's `c_attn`). */
	fused: boolean;
}

export type AttentionMask = { kind: 'causal' } | { kind: 'full' } | { kind: 'causal-window'; window: number };

export interface FeedForward {
	size: number;
	/** Gated: down(act(gate x) ∘ up x), three matrices; else two. */
	gated: boolean;
	activation: Activation;
	bias: boolean;
}

export type Activation = 'gelu' | 'gelu_tanh' | 'silu' | 'relu';

export interface Norm {
	kind: 'layer' | 'rms';
	epsilon: number;
}

export type Head =
	/** Scores over the vocabulary; tied heads share the embedding and own at most a bias. */
	| { kind: 'language-model'; tied: boolean; bias: boolean }
	/** BERT's transform before its vocabulary scores: dense, activation, norm. */
	| { kind: 'masked-transform'; norm: Norm; activation: Activation }
	| { kind: 'pooler' }
	| { kind: 'next-sentence' }
	| { kind: 'classifier'; labels: number; bias: boolean };

/**
 * Naming scheme of the library. `{layer}` stands for the layer's index. A scheme names modules; `tensors.ts`
 * appends `.weight` and `.bias`.
 */
export interface TensorNames {
	tokenEmbedding: string;
	positionEmbedding?: string;
	tokenTypeEmbedding?: string;
	embeddingNorm?: string;
	query: string;
	key: string;
	value: string;
	/** Only where `Attention.fused`. */
	queryKeyValue?: string;
	attentionOutput: string;
	attentionNorm: string;
	feedForwardGate?: string;
	feedForwardUp: string;
	feedForwardDown: string;
	feedForwardNorm: string;
	finalNorm?: string;
	languageModelHead?: string;
	/** Weights are stored input × output (GPT-2's Conv1D) instead of output × input. */
	inputFirst: boolean;
	/** Modules outside the usual places: pooler, transform, classifier. */
	maskedTransform?: string;
	maskedTransformNorm?: string;
	maskedBias?: string;
	pooler?: string;
	nextSentence?: string;
	classifier?: string;
}

/** The largest context the positions allow, or undefined where nothing bounds it. */
export function maximumPositions(architecture: Architecture): number | undefined {
	const { positions } = architecture.embedding;
	if (positions.kind === 'learned') return positions.count;
	if (positions.kind === 'rotary') return positions.maximum;
	return undefined;
}
