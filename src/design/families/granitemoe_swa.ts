import { decoder } from './decoder.ts';
import { kinds } from './experts.ts';
import { sameBias } from './family.ts';
import { graniteWindows } from './granite_swa.ts';
import { graniteExperts } from './granitemoeshared.ts';

/** `GraniteMoeSWAConfig`: Granite's experts with sinks and windows. */
export const granitemoeSwa = decoder({
	modelType: 'granitemoe_swa',
	prefix: 'GraniteMoeSWA',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	...graniteExperts,
	...graniteWindows,
	kind: kinds(graniteExperts.kind, graniteWindows.kind),
});
