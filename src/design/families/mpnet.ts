import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions, robertaNames } from './roberta.ts';

const { ForCausalLM: _, ...heads } = robertaHeads;

/** `MPNetConfig`: RoBERTa without segments, with one table of relative biases for all layers. */
export const mpnet = encoder({
	modelType: 'mpnet',
	prefix: 'MPNet',
	body: 'mpnet',
	heads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30527 },
	positions: paddedPositions,
	kind: (index) => (index === 0 ? 'owner' : ''),
	attention: (keys, _, __, index) => ({ relativeBias: { buckets: keys.count('relative_attention_num_buckets', 32), owned: index === 0 } }),
	names: {
		...robertaNames,
		query: '{body}encoder.layer.{layer}.attention.attn.q',
		key: '{body}encoder.layer.{layer}.attention.attn.k',
		value: '{body}encoder.layer.{layer}.attention.attn.v',
		output: '{body}encoder.layer.{layer}.attention.attn.o',
		attention_norm: '{body}encoder.layer.{layer}.attention.LayerNorm',
		relative_bias: '{body}encoder.relative_attention_bias',
	},
});
