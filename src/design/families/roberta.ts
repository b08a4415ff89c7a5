import type { Positions, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';

/** RoBERTa's names of its head over the vocabulary. */
export const robertaNames: TensorNames = {
	head: 'lm_head.decoder',
	headBias: 'lm_head',
	transform: 'lm_head.dense',
	transform_norm: 'lm_head.layer_norm',
};

/** Learned positions that count from behind the padding token, so that as many rows fewer can be used. */
export function paddedPositions(keys: Keys, { positions }: { positions: number }): Positions {
	const padding = keys.count('pad_token_id', 1, { minimum: 0 }) + 1;
	return padding < positions ? { kind: 'learned', count: positions - padding, offset: padding } : { kind: 'learned', count: positions };
}

/** `RobertaConfig` of transformers. */
export const roberta = encoder({
	modelType: 'roberta',
	prefix: 'Roberta',
	body: 'roberta',
	heads: robertaHeads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 50265, tokenTypes: 2 },
	decodes: true,
	positions: paddedPositions,
	// Its class says GELU there, whatever the layers have.
	vocabularyHead: () => ({ activation: 'gelu' }),
	names: robertaNames,
});
