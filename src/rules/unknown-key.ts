import { distance } from 'fastest-levenshtein';
import type { Design } from '../design/design.ts';
import { SECTIONS } from '../design/sections.ts';
import type { SourceKey } from '../design/source.ts';
import type { FileRule, Proposal, RuleFinding } from './rule.ts';

/** What other libraries call the sizes; each is a near miss of the family's own name. */
const OTHER_NAMES: readonly (readonly string[])[] = [
	['hidden_size', 'd_model', 'n_embd', 'dim', 'embed_dim', 'width'],
	['num_attention_heads', 'n_head', 'n_heads', 'num_heads', 'heads'],
	['num_key_value_heads', 'n_kv_heads', 'num_kv_heads', 'n_query_groups', 'kv_heads'],
	['head_dim', 'd_head', 'd_kv', 'kv_channels', 'head_size'],
	['intermediate_size', 'd_ff', 'n_inner', 'ffn_hidden_size', 'ffn_dim'],
	['num_hidden_layers', 'n_layer', 'n_layers', 'num_layers', 'layers'],
	['max_position_embeddings', 'n_positions', 'block_size', 'max_seq_len', 'n_ctx'],
	['sequence_length', 'seq_len', 'max_length'],
	['learning_rate', 'lr'],
	['batch_size', 'batch'],
];

const TOP_LEVEL = ['model', 'overrides', ...SECTIONS, 'sweep', 'rules'];

/** The known key whose place is empty and whose name is closest: at most two letters off, or another library's word for it. */
function nearest(key: string, empty: readonly string[]): string | undefined {
	const synonyms = OTHER_NAMES.find((names) => names.includes(key));
	const meant = synonyms && empty.find((name) => synonyms.includes(name));
	if (meant !== undefined) return meant;
	const [best] = empty.map((name) => ({ name, off: distance(name, key) })).sort((a, b) => a.off - b.off);
	return best !== undefined && best.off <= Math.min(2, Math.floor(key.length / 4)) ? best.name : undefined;
}

function nearMisses(keys: readonly SourceKey[], known: readonly string[]): RuleFinding[] {
	const present = new Set(keys.map(({ path }) => path.at(-1) as string));
	const empty = known.filter((name) => !present.has(name));
	return keys.flatMap(({ path, keyRange }): RuleFinding[] => {
		const key = path.at(-1) as string;
		// A leading underscore marks what a library keeps for itself.
		const meant = known.includes(key) || key.startsWith('_') ? undefined : nearest(key, empty);
		if (meant === undefined) return [];
		return [
			{
				message: `${key} is not read here. Did you mean ${meant}?`,
				range: keyRange,
				fixes: [{ title: `Rename to ${meant}`, edits: [{ range: keyRange, newText: meant }] }],
			},
		];
	});
}

const quoted = (design: Design, finding: RuleFinding): RuleFinding => {
	const { text } = design;
	const bare = (newText: string) =>
		/^["']/.test(text.slice(finding.range.start)) ? `${text[finding.range.start]}${newText}${text[finding.range.start]}` : newText;
	return {
		...finding,
		fixes: ((finding.fixes as Proposal[] | undefined) ?? []).map((fix) => ({
			...fix,
			edits: fix.edits.map((edit) => ({ ...edit, newText: bare(edit.newText) })),
		})),
	};
};

export const unknownKey: FileRule = {
	id: 'unknown-key',
	summary: 'A key that nothing reads, close to one that is missing.',
	severity: 'warning',
	kind: 'heuristic',
	source: 'The keys that the family reads; configurations carry many harmless extra keys, so only near misses are reported.',
	checkFile(design) {
		const { keys, source, sections, dialect } = design;
		const own = design.model.filter(({ path, inherited }) => path.length === 1 && !inherited);
		const children = (section: string) => source.filter(({ path }) => path.length === 2 && path[0] === section);
		const findings = design.family === undefined ? [] : nearMisses(own, [...keys.resolved.keys(), 'model_type', 'architectures']);
		if (dialect === 'headroom') {
			findings.push(
				...nearMisses(
					source.filter(({ path }) => path.length === 1),
					TOP_LEVEL,
				),
			);
			for (const section of SECTIONS) findings.push(...nearMisses(children(section), [...sections[section].resolved.keys()]));
		}
		return findings.map((finding) => quoted(design, finding));
	},
};
