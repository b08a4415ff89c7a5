import { placeOf } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule, RuleFinding } from './rule.ts';

export const mlaRankOrder: DesignRule = {
	id: 'mla-rank-order',
	summary: 'A latent rank is below the size of the heads that are made from it.',
	severity: 'warning',
	kind: 'fact',
	source: 'A product has no more rank than its factors; DeepSeek-V3 keeps 512 for heads of 128, 1536 for queries of 192.',
	reads: [],
	check({ architecture, design }) {
		const attention = attentionsOf(architecture).find(({ attention: { latent } }) => latent)?.attention;
		if (!attention?.latent) return [];
		const { keyValueRank, queryRank, contentSize, rotarySize } = attention.latent;
		const findings: RuleFinding[] = [];
		const content = Math.max(contentSize, attention.valueSize);
		if (keyValueRank < content)
			findings.push({
				message: `The key/value latent of ${keyValueRank} caps every head below its own size of ${content}.`,
				range: placeOf(design, 'kv_lora_rank'),
				fixes: [{ title: `Set kv_lora_rank ${content}`, edits: setKey(design, 'kv_lora_rank', content) }],
			});
		const query = contentSize + rotarySize;
		if (queryRank > 0 && queryRank < query)
			findings.push({
				message: `The query latent of ${queryRank} caps every head's queries below their size of ${query}.`,
				range: placeOf(design, 'q_lora_rank'),
				fixes: [{ title: `Set q_lora_rank ${query}`, edits: setKey(design, 'q_lora_rank', query) }],
			});
		return findings;
	},
};
