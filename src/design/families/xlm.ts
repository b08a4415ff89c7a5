import type { Part, TensorNames } from '../architecture.ts';
import { sequenceSummary } from './electra.ts';
import { type EncoderFamily, encoder } from './encoder.ts';
import type { HeadWord } from './encoder-heads.ts';
import { labelCount } from './family.ts';
import { linearParts, normParts, onEveryToken, onTop } from './parts.ts';

const summary: HeadWord = (keys, { width }) => sequenceSummary(keys, width, { used: true, toLabels: true });

/** The library's head for SQuAD: where an answer starts, where it ends, whether there is one. */
export const squadHead = (module: string): HeadWord => {
	const answers = (width: number): Part[] => [
		...linearParts(`${module}start_logits.dense`, width, 1),
		...linearParts(`${module}end_logits.dense_0`, 2 * width, width),
		...normParts(`${module}end_logits.LayerNorm`, width),
		...linearParts(`${module}end_logits.dense_1`, width, 1),
		...linearParts(`${module}answer_class.dense_0`, 2 * width, width),
		...linearParts(`${module}answer_class.dense_1`, width, 1, false),
	];
	return (_, { width }) => onEveryToken('answers', answers(width));
};

const names: TensorNames = {
	token: '{body}embeddings',
	position: '{body}position_embeddings',
	embedding_norm: '{body}layer_norm_emb',
	query: '{body}attentions.{layer}.q_lin',
	key: '{body}attentions.{layer}.k_lin',
	value: '{body}attentions.{layer}.v_lin',
	output: '{body}attentions.{layer}.out_lin',
	attention_norm: '{body}layer_norm1.{layer}',
	up: '{body}ffns.{layer}.lin1',
	down: '{body}ffns.{layer}.lin2',
	feed_forward_norm: '{body}layer_norm2.{layer}',
	head: 'pred_layer.proj',
	headBias: 'pred_layer.proj',
};

/** What XLM and FlauBERT share. */
export const xlmLike = (family: Pick<EncoderFamily, 'modelType' | 'prefix' | 'layer'>) =>
	encoder({
		...family,
		body: 'transformer',
		heads: {
			WithLMHeadModel: ['vocabulary'],
			Model: [],
			ForSequenceClassification: [summary],
			ForTokenClassification: ['classifier'],
			ForQuestionAnsweringSimple: ['answers'],
			ForQuestionAnswering: [squadHead('qa_outputs.')],
			ForMultipleChoice: [summary, (keys) => onTop('choice', linearParts('logits_proj', labelCount(keys), 1))],
		},
		defaults: { width: 2048, layers: 12, heads: 16, positions: 512, vocabulary: 30145 },
		keyNames: {
			width: ['emb_dim', 'hidden_size'],
			layers: ['n_layers', 'num_hidden_layers'],
			heads: ['n_heads', 'num_attention_heads'],
			vocabulary: ['n_words', 'vocab_size'],
		},
		mask: (keys) => () => ({ kind: keys.flag('causal', false) ? 'causal' : 'full' }),
		embedding: (keys, { width }) => {
			const languages = keys.count('n_langs', 1, { minimum: 0 });
			return languages > 1 && keys.flag('use_lang_emb', true) ? { parts: [{ name: '{body}lang_embeddings.weight', shape: [languages, width] }] } : {};
		},
		fourfold: true,
		fixedActivation: (keys) => (keys.flag('gelu_activation', true) ? 'gelu' : 'relu'),
		initializerKey: 'init_std',
		vocabularyHead: () => ({ transform: false, untiedBias: false }),
		names,
	});

/** `XLMConfig`: BERT for many languages, under names of its own. */
export const xlm = xlmLike({ modelType: 'xlm', prefix: 'XLM' });
