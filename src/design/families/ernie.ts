import { encoder } from './encoder.ts';
import { bertHeads } from './encoder-heads.ts';

const { LMHeadModel, ...heads } = bertHeads;

/** `ErnieConfig`: BERT with a table of tasks. */
export const ernie = encoder({
	modelType: 'ernie',
	prefix: 'Ernie',
	body: 'ernie',
	heads: { ...heads, ForCausalLM: LMHeadModel },
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
	embedding: (keys, { width }) =>
		keys.flag('use_task_id', false)
			? { parts: [{ name: '{body}embeddings.task_type_embeddings.weight', shape: [keys.count('task_type_vocab_size', 3), width] }] }
			: {},
});
