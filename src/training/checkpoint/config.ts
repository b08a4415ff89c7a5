import type { Architecture } from '../../design/architecture.ts';
import type { Design } from '../../design/design.ts';
import type { Tokenizer } from '../data/tokenizers/tokenizer.ts';
import { toJson } from '../whole-file.ts';

/**
 * `config.json` of a checkpoint: the design's model keys, which are the library's, with the class and the kind of number.
 * Where the tokenizer has no mark for the end of a text, none is named; families would assume one.
 */
export function modelConfig({ model }: Design, { modelClass }: Architecture, tokenizer: Tokenizer | undefined): Record<string, unknown> {
	const keys = model.filter(({ path }) => path.length === 1).map(({ path, value }) => [path[0], value]);
	return { bos_token_id: null, eos_token_id: tokenizer?.end?.token ?? null, ...Object.fromEntries(keys), architectures: [modelClass], torch_dtype: 'float32' };
}

/** Keys whose numbers the library takes as floats alone: 30 would be refused where 30.0 is meant. */
const FLOATS: ReadonlySet<string> = new Set([
	'attn_logit_softcapping',
	'clip_qkv',
	'final_logit_softcapping',
	'init_std',
	'initializer_cutoff_factor',
	'initializer_range',
	'logit_scale',
	'routed_scaling_factor',
	'router_aux_loss_coef',
	'router_jitter_noise',
]);

/** `config.json` as text. JSON knows one kind of number, and the library two. */
export const configText = (config: Readonly<Record<string, unknown>>): string =>
	toJson(config).replace(/^\t"(\w+)": -?\d+(?=,?$)/gm, (entry, key: string) => (FLOATS.has(key) ? `${entry}.0` : entry));

/** The tokenizer as the library opens it; nothing in a task. By file name. */
export function tokenizerFiles(tokenizer: Tokenizer | undefined): Record<string, string> {
	if (tokenizer === undefined) return {};
	const end = tokenizer.end && { eos_token: tokenizer.end.text };
	const config = { tokenizer_class: 'PreTrainedTokenizerFast', clean_up_tokenization_spaces: false, ...end };
	return { 'tokenizer.json': tokenizer.file, 'tokenizer_config.json': toJson(config) };
}

/** Why the library cannot open the weights; undefined where it can. */
export function libraryNote({ family }: Design, { width, layers }: Architecture): string | undefined {
	const attention = layers[0]?.attention;
	if (
		family === undefined ||
		family.readsHeadDim ||
		attention === undefined ||
		attention.latent !== undefined ||
		attention.heads * attention.queryKeySize === width
	)
		return undefined;
	return `transformers cannot open these weights: its ${family.modelType} ignores head_dim, and ${attention.heads} heads of ${attention.queryKeySize} are not the width ${width}.`;
}
