import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { rotaryEncoderNames } from './nomic_bert.ts';
import { rotary } from './positions.ts';
import { headFirstNames } from './xlm-roberta.ts';

const { ForCausalLM: _, ForMultipleChoice: __, ...heads } = robertaHeads;

/** `JinaEmbeddingsV3Config`: RoBERTa that rotates. */
export const jinaEmbeddingsV3 = encoder({
	modelType: 'jina_embeddings_v3',
	prefix: 'JinaEmbeddingsV3',
	body: 'roberta',
	heads,
	defaults: { width: 1024, layers: 24, heads: 16, feedForward: 4096, positions: 8194, vocabulary: 250002, tokenTypes: 1, epsilon: 1e-5 },
	readsHeadDim: true,
	positions: (keys, { headSize, positions }) => rotary(keys, headSize, { base: 20000, maximum: positions }),
	names: (keys, modelClass) => ({
		...rotaryEncoderNames,
		...headFirstNames(keys, modelClass),
		up: '{body}layers.{layer}.mlp.fc1',
		down: '{body}layers.{layer}.mlp.fc2',
	}),
});
