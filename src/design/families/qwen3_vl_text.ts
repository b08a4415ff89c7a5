import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { perHeadNorm } from './norms.ts';

/** `Qwen3VLTextConfig`: Qwen3 as the text model of Qwen3-VL, its positions in three axes. */
export const qwen3VlText = decoder({
	modelType: 'qwen3_vl_text',
	prefix: 'Qwen3VL',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Qwen3VLTextModel',
	body: 'model.language_model',
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 32, headSize: 128, feedForward: 22016, positions: 128000, vocabulary: 151936 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	attention: (_, sizes, norm) => perHeadNorm(sizes, norm),
});
