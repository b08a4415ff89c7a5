/** Where a new design begins: few keys, each with what one would want to know of it. */
export interface Template {
	name: string;
	/** What it describes, in a few words. */
	summary: string;
	sections: Record<string, readonly TemplateKey[]>;
}

export interface TemplateKey {
	key: string;
	/** As it is written in JSON. */
	value: string;
	comment?: string;
	/** A stop of the snippet: people change it first. */
	stop?: true;
}

const tokens: TemplateKey = { key: 'vocab_size', value: '256', comment: 'one entry per byte' };
const training: TemplateKey[] = [
	{ key: 'steps', value: '300', stop: true },
	{ key: 'batch_size', value: '16' },
	{ key: 'learning_rate', value: '1e-3' },
	{ key: 'evaluate_every', value: '50' },
	{ key: 'checkpoint_every', value: '100' },
];
const data: TemplateKey[] = [
	{ key: 'files', value: '["**/*.md", "**/*.txt"]', comment: 'relative to this file', stop: true },
	{ key: 'tokenizer', value: '"bytes"' },
	{ key: 'sequence_length', value: '128', comment: "the n that every head's rank is held against", stop: true },
];

export const TEMPLATES: readonly Template[] = [
	{
		name: 'decoder',
		summary: 'Llama: rotary positions, gated feed-forward, grouped key/value heads',
		sections: {
			model: [
				{ key: 'model_type', value: '"llama"' },
				tokens,
				{ key: 'hidden_size', value: '128', stop: true },
				{ key: 'num_hidden_layers', value: '4', stop: true },
				{ key: 'num_attention_heads', value: '2', stop: true },
				{ key: 'head_dim', value: '64', comment: 'free of hidden_size and heads', stop: true },
				{ key: 'intermediate_size', value: '384' },
				{ key: 'max_position_embeddings', value: '256' },
				{ key: 'tie_word_embeddings', value: 'true' },
			],
			data,
			training,
		},
	},
	{
		name: 'gpt2',
		summary: 'GPT-2: learned positions, one head size for keys and values',
		sections: {
			model: [
				{ key: 'model_type', value: '"gpt2"' },
				tokens,
				{ key: 'n_embd', value: '128', stop: true },
				{ key: 'n_layer', value: '4', stop: true },
				{ key: 'n_head', value: '2', stop: true },
				{ key: 'head_dim', value: '64', comment: 'free of n_embd and heads', stop: true },
				{ key: 'n_positions', value: '256' },
			],
			data,
			training,
		},
	},
	{
		name: 'encoder',
		summary: 'BERT: no mask, so a head needs as much rank as there are tokens but one',
		sections: {
			model: [
				{ key: 'model_type', value: '"bert"' },
				{ key: 'architectures', value: '["BertForMaskedLM"]' },
				tokens,
				{ key: 'hidden_size', value: '128', stop: true },
				{ key: 'num_hidden_layers', value: '4', stop: true },
				{ key: 'num_attention_heads', value: '2', stop: true },
				{ key: 'head_dim', value: '128', comment: "the paper's fixed head: free of hidden_size and heads", stop: true },
				{ key: 'intermediate_size', value: '512' },
				{ key: 'max_position_embeddings', value: '128' },
			],
			data,
			training,
		},
	},
];

/** A template as the body of a snippet, `${1:128}` at its stops and `$0` at its end; comments where the syntax has them. */
export function templateSnippet({ sections }: Template, syntax: 'yaml' | 'json'): string {
	let stops = 0;
	const value = ({ value: text, stop }: TemplateKey) => {
		const escaped = text.replaceAll(/[$}\\]/g, '\\$&');
		return stop ? `\${${++stops}:${escaped}}` : escaped;
	};
	if (syntax === 'json') {
		const maps = Object.entries(sections).map(([section, keys]) => {
			const lines = keys.map((each) => `    "${each.key}": ${value(each)}`);
			return `  "${section}": {\n${lines.join(',\n')}\n  }`;
		});
		return `{\n${maps.join(',\n')}\n}\n$0`;
	}
	const maps = Object.entries(sections).map(([section, keys]) => {
		const lines = keys.map((each) => {
			const plain = { ...each, value: each.value.replace(/^"(\w+)"$/, '$1') };
			const comment = each.comment === undefined ? '' : `  # ${each.comment}`;
			return `  ${each.key}: ${value(plain)}${comment}`;
		});
		return `${section}:\n${lines.join('\n')}`;
	});
	return `${maps.join('\n\n')}\n$0`;
}

/** A snippet with every stop left as it is. */
export const textOfSnippet = (snippet: string): string =>
	snippet.replaceAll(/\$\{\d+:((?:\\.|[^\\}])*)\}|\$0|\\(.)/g, (_all, stop?: string, escaped?: string) => escaped ?? stop?.replaceAll(/\\(.)/g, '$1') ?? '');
