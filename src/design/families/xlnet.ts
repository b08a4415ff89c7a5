import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { sequenceSummary } from './electra.ts';
import { encoder } from './encoder.ts';
import type { HeadWord } from './encoder-heads.ts';
import { labelCount } from './family.ts';
import { everyToken, linearParts, onTop } from './parts.ts';
import { squadHead } from './xlm.ts';

const summary: HeadWord = (keys, { width }) => sequenceSummary(keys, width, { used: true, toLabels: false });
const projection =
	(labels: (keys: Keys) => number): HeadWord =>
	(keys, { width }) =>
		onTop('classifier', linearParts('logits_proj', width, labels(keys)));

/** `XLNetConfig`: tensors by head, biases and a projection for distances. */
export const xlnet = encoder({
	modelType: 'xlnet',
	prefix: 'XLNet',
	body: 'transformer',
	heads: {
		LMHeadModel: ['vocabulary'],
		Model: [],
		ForSequenceClassification: [summary, projection((keys) => labelCount(keys))],
		ForTokenClassification: ['classifier'],
		ForQuestionAnsweringSimple: ['answers'],
		ForQuestionAnswering: [squadHead('')],
		ForMultipleChoice: [summary, projection(() => 1)],
	},
	defaults: { width: 1024, layers: 24, heads: 16, feedForward: 4096, positions: 512, vocabulary: 32000 },
	keyNames: {
		width: ['d_model', 'hidden_size'],
		layers: ['n_layer', 'num_hidden_layers'],
		heads: ['n_head', 'num_attention_heads'],
		feedForward: 'd_inner',
		vocabulary: ['vocab_size', 'n_token'],
	},
	activationKey: 'ff_activation',
	positions: () => ({ kind: 'relative' }),
	embedding: (_, { width }) => ({ norm: undefined, parts: [{ name: '{body}mask_emb', shape: [1, 1, width] }] }),
	attention: (_, { width, heads, headSize }) => ({ parts: byHead(width, heads, headSize) }),
	vocabularyHead: () => ({ transform: false, untiedBias: false }),
	names: {
		token: '{body}word_embedding',
		attention_norm: '{body}layer.{layer}.rel_attn.layer_norm',
		up: '{body}layer.{layer}.ff.layer_1',
		down: '{body}layer.{layer}.ff.layer_2',
		feed_forward_norm: '{body}layer.{layer}.ff.layer_norm',
		head: 'lm_loss',
		headBias: 'lm_loss',
	},
});

/** Projections of tokens and distances, and what is added to queries for content, distance and segment. */
function byHead(width: number, heads: number, headSize: number): Part[] {
	const named = (name: string, shape: readonly number[]): Part => ({ name: `{body}layer.{layer}.rel_attn.${name}`, shape });
	return [
		...everyToken(['q', 'k', 'v', 'o'].map((name) => named(name, [width, heads, headSize]))),
		named('r', [width, heads, headSize]),
		...['r_r_bias', 'r_s_bias', 'r_w_bias'].map((name) => named(name, [heads, headSize])),
		named('seg_embed', [2, heads, headSize]),
	];
}
