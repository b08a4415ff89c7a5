import type { Attention, Layer, Norm, TensorNames } from '../architecture.ts';

/** One norm over each head's queries, and one over each head's keys. */
export const perHeadNorm = ({ headSize }: { headSize: number }, norm: Norm): Pick<Attention, 'queryKeyNorm'> => ({
	queryKeyNorm: { norm, query: [headSize], key: [headSize] },
});

/** One norm over all queries of a token together, and one over all its keys. */
export const wholeNorm = ({ heads, kvHeads, headSize }: { heads: number; kvHeads: number; headSize: number }, norm: Norm): Pick<Attention, 'queryKeyNorm'> => ({
	queryKeyNorm: { norm, query: [heads * headSize], key: [kvHeads * headSize] },
});

/** A norm before and after each block (Gemma 2). */
export const fourNorms = (norm: Norm): Pick<Layer, 'norms' | 'arrangement'> => ({
	norms: { attention_norm: norm, post_attention_norm: norm, feed_forward_norm: norm, post_feed_forward_norm: norm },
	arrangement: 'both',
});

/** Gemma's names of the four. */
export const fourNormNames: TensorNames = {
	post_attention_norm: '{body}layers.{layer}.post_attention_layernorm',
	feed_forward_norm: '{body}layers.{layer}.pre_feedforward_layernorm',
	post_feed_forward_norm: '{body}layers.{layer}.post_feedforward_layernorm',
};

/** A norm on the output of each block, none before (OLMo 2). */
export const outputNorms = (norm: Norm): Pick<Layer, 'norms' | 'arrangement'> => ({
	norms: { post_attention_norm: norm, post_feed_forward_norm: norm },
	arrangement: 'output',
});

/** OLMo 2's names of the two. */
export const outputNormNames: TensorNames = {
	post_attention_norm: '{body}layers.{layer}.post_attention_layernorm',
	post_feed_forward_norm: '{body}layers.{layer}.post_feedforward_layernorm',
};

/** One norm that attention and feed-forward both read (Cohere, Phi). */
export const sharedNorm = (norm: Norm): Pick<Layer, 'norms' | 'arrangement'> => ({ norms: { attention_norm: norm }, arrangement: 'parallel' });
