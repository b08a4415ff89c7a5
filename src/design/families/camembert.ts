import { encoder } from './encoder.ts';
import { robertaHeads } from './encoder-heads.ts';
import { paddedPositions } from './roberta.ts';
import { headFirstNames } from './xlm-roberta.ts';

/** `CamembertConfig` of transformers. */
export const camembert = encoder({
	modelType: 'camembert',
	prefix: 'Camembert',
	body: 'roberta',
	heads: robertaHeads,
	defaults: { width: 768, layers: 12, heads: 12, feedForward: 3072, positions: 512, vocabulary: 30522, tokenTypes: 2 },
	decodes: true,
	positions: paddedPositions,
	names: headFirstNames,
});
