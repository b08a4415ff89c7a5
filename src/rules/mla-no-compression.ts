import { placeOf } from '../design/design.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

/** Values that eight key/value heads of 128 cache for a token: the grouped alternative. */
const GROUPED = 2 * 8 * 128;

export const mlaNoCompression: DesignRule = {
	id: 'mla-no-compression',
	summary: 'The latent cache is no smaller than that of eight key/value heads.',
	severity: 'info',
	kind: 'fact',
	source:
		'DeepSeek-V2, table 1: 576 values a token, as 2.25 groups. TransMLA 2025: latent attention can represent grouped heads at an equal cache, not conversely.',
	reads: [],
	check({ architecture, design }) {
		const attention = attentionsOf(architecture).find(({ attention: { latent } }) => latent)?.attention;
		if (!attention?.latent) return [];
		const { keyValueRank, contentSize, rotarySize } = attention.latent;
		const cached = keyValueRank + rotarySize;
		const whole = attention.heads * (contentSize + attention.valueSize);
		if (cached < GROUPED && cached < whole) return [];
		const than = cached >= whole ? `the ${whole} of its own heads uncompressed` : `the ${GROUPED} of eight key/value heads of 128`;
		return [{ message: `Each token caches ${cached} values in a layer, no fewer than ${than}.`, range: placeOf(design, 'kv_lora_rank') }];
	},
};
