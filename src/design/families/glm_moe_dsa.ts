import type { Keys } from '../keys.ts';
import { indexedExperts, indexerParts, picksOf } from './deepseek_v32.ts';
import { kinds } from './experts.ts';
import { latentDecoder } from './latent.ts';

const SHARED = 'shared indexer';

/** Which layers use the tokens that the indexer of a layer below picked: by `indexer_types`, by a pattern such as `FSSF`, or by a frequency. */
function sharesIndexer(keys: Keys): (index: number) => boolean {
	const types = keys.names('indexer_types');
	if (types) return (index) => types[index] === 'shared';
	const pattern = keys.get('index_topk_pattern');
	if (typeof pattern === 'string') return (index) => pattern[index] === 'S';
	if (Array.isArray(pattern)) return (index) => pattern[index] === 'shared';
	const frequency = keys.count('index_topk_freq', 1, { minimum: 0 });
	const offset = keys.count('index_skip_topk_offset', 2, { minimum: 0 });
	return (index) => Math.max(index - offset + 1, 0) % Math.max(frequency, 1) !== 0;
}

/** `GlmMoeDsaConfig`: DeepSeek-V3.2 whose layers may share an indexer. */
export const glmMoeDsa = latentDecoder({
	modelType: 'glm_moe_dsa',
	prefix: 'GlmMoeDsa',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 6144, layers: 78, heads: 64, feedForward: 12288, positions: 202752, vocabulary: 154880, epsilon: 1e-5 },
	latent: { queryRank: 2048, keyValueRank: 512, content: 192, rotary: 64, value: 256 },
	...indexedExperts,
	kind: kinds(indexedExperts.kind, (keys) => {
		const shares = sharesIndexer(keys);
		return (index) => (shares(index) ? SHARED : '');
	}),
	attention: (keys, _sizes, _norm, _mask, kind) => {
		const { tokens, indexer } = picksOf(keys, 32);
		return { picks: kind.endsWith(SHARED) || !indexer ? { tokens } : { tokens, indexer } };
	},
	layer: (keys, norm, { width }, _index, kind) => ({
		norms: { attention_norm: norm, feed_forward_norm: norm },
		arrangement: 'pre',
		parts: kind.endsWith(SHARED) ? [] : indexerParts(keys, width, { heads: 32, queryRank: 2048 }),
	}),
});
