import { decoder } from './decoder.ts';
import { upperWindows } from './positions.ts';

/** `Qwen2_5OmniTextConfig`: Qwen2 as the thinker of Qwen2.5-Omni. */
export const qwen25OmniText = decoder({
	modelType: 'qwen2_5_omni_text',
	prefix: 'Qwen2_5OmniThinker',
	classes: ['ForConditionalGeneration', 'TextModel'],
	bodyClass: 'Qwen2_5OmniThinkerTextModel',
	body: 'model',
	defaults: { width: 3584, layers: 28, heads: 28, kvHeads: 4, feedForward: 18944, positions: 32768, vocabulary: 152064, tied: true },
	bias: () => ({ query: true, key: true, value: true, output: false }),
	mask: (keys) => upperWindows(keys),
});
