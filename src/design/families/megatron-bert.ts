import { encoder } from './encoder.ts';
import { bertHeads } from './encoder-heads.ts';

const { LMHeadModel, ...heads } = bertHeads;

/** `MegatronBertConfig`: BERT with norms before the blocks and after the last layer, none on the embeddings. */
export const megatronBert = encoder({
	modelType: 'megatron-bert',
	prefix: 'MegatronBert',
	body: 'bert',
	heads: { ...heads, ForCausalLM: LMHeadModel },
	defaults: { width: 1024, layers: 24, heads: 16, feedForward: 4096, positions: 512, vocabulary: 29056, tokenTypes: 2 },
	decodes: true,
	embedding: () => ({ norm: undefined }),
	layer: () => ({ arrangement: 'pre' }),
	finalNorm: true,
	names: {
		attention_norm: '{body}encoder.layer.{layer}.attention.ln',
		cross_attention_norm: '{body}encoder.layer.{layer}.crossattention.ln',
		feed_forward_norm: '{body}encoder.layer.{layer}.ln',
		final_norm: '{body}encoder.ln',
	},
});
