import { decoder } from './decoder.ts';
import { upperWindows } from './positions.ts';

/** `Qwen2_5_VLTextConfig`: Qwen2 as the text model of Qwen2.5-VL, its positions in three axes. */
export const qwen25VlText = decoder({
	modelType: 'qwen2_5_vl_text',
	prefix: 'Qwen2_5_VL',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Qwen2_5_VLTextModel',
	body: 'model.language_model',
	defaults: { width: 8192, layers: 80, heads: 64, kvHeads: 8, feedForward: 29568, positions: 32768, vocabulary: 152064, epsilon: 1e-5 },
	readsHeadDim: false,
	bias: () => ({ query: true, key: true, value: true, output: false }),
	mask: (keys) => upperWindows(keys),
});
