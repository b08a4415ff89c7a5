import type { Architecture } from '../../design/architecture.ts';
import type { Design } from '../../design/design.ts';

/**
 * `config.json` of a checkpoint: the design's model keys, which are the library's, with the class and the kind of number.
 * Bytes have no marks for the ends of a text; families would assume some.
 */
export function modelConfig({ model }: Design, { modelClass }: Architecture): Record<string, unknown> {
	const keys = model.filter(({ path }) => path.length === 1).map(({ path, value }) => [path[0], value]);
	return { bos_token_id: null, eos_token_id: null, ...Object.fromEntries(keys), architectures: [modelClass], torch_dtype: 'float32' };
}

/** Why the library cannot open the weights; undefined where it can. */
export function libraryNote({ family }: Design, { width, layers }: Architecture): string | undefined {
	const attention = layers[0]?.attention;
	if (family === undefined || family.readsHeadDim || attention === undefined || attention.heads * attention.queryKeySize === width) return undefined;
	return `transformers cannot open these weights: its ${family.modelType} ignores head_dim, and ${attention.heads} heads of ${attention.queryKeySize} are not the width ${width}.`;
}
