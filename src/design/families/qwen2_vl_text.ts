import { decoder } from './decoder.ts';
import { upperWindows } from './positions.ts';

/** `Qwen2VLTextConfig`: Qwen2 as the text model of Qwen2-VL, its positions in three axes. */
export const qwen2VlText = decoder({
	modelType: 'qwen2_vl_text',
	prefix: 'Qwen2VL',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Qwen2VLTextModel',
	body: 'model.language_model',
	defaults: { width: 8192, layers: 80, heads: 64, kvHeads: 8, feedForward: 29568, positions: 32768, vocabulary: 152064, epsilon: 1e-5 },
	readsHeadDim: false,
	bias: () => ({ query: true, key: true, value: true, output: false }),
	mask: (keys) => upperWindows(keys),
});
