import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../src/analysis/analysis.ts';
import { readDesign } from '../../../src/design/design.ts';

/** What the library's class of several models has, and what of it is the language model with its head; test/reference says how it was made. */
interface Case {
	name: string;
	config: Record<string, unknown>;
	class: string;
	text?: { parameters: number };
}

const folder = new URL('../../fixtures/families/', import.meta.url);
const fixtures = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { model_type: string; cases: Case[] })
	.filter(({ cases }) => cases.some(({ text }) => text));

const read = (config: object) => readDesign(JSON.stringify(config), { name: 'config.json' });
const total = (config: object) => analyze(read(config))?.parameters.value;

describe.each(fixtures)('the text model of $model_type', ({ model_type, cases }) => {
	const written = cases.filter(({ text, config }) => text && Object.keys(config).length > 0);
	it.each(written)('$name has the parameters of the library', ({ config, class: modelClass, text }) => {
		const design = read({ ...config, model_type, architectures: [modelClass] });
		expect(design.problems).toEqual([]);
		expect(design.textModel?.of).toBe(model_type);
		if (design.architecture) expect(analyze(design)?.parameters.value).toBe(text?.parameters);
	});
});

describe('the text model', () => {
	const llama = { model_type: 'llama', hidden_size: 48, vocab_size: 97, num_hidden_layers: 2, num_attention_heads: 4, intermediate_size: 80 };

	it('has its head tied by the key outside, where the library reads that one', () => {
		expect(total({ model_type: 'llava_next', text_config: { ...llama, tie_word_embeddings: true } })).toBe(total(llama));
		expect(total({ model_type: 'llava_next', tie_word_embeddings: true, text_config: llama })).toBe(total({ ...llama, tie_word_embeddings: true }));
	});

	it('stands in other maps too, and there names its family', () => {
		expect(total({ model_type: 'internvl_chat', llm_config: llama })).toBe(total(llama));
		expect(total({ model_type: 'someones_own', language_config: llama })).toBe(total(llama));
		expect(read({ model_type: 'someones_own', text_config: { hidden_size: 48 } }).architecture).toBeUndefined();
	});

	it('is the model without a head where the file names such a class, and unknown where it names another', () => {
		expect(read({ model_type: 'llava', architectures: ['LlavaModel'], text_config: llama }).architecture?.modelClass).toBe('LlamaModel');
		expect(total({ model_type: 'llava', architectures: ['LlavaForSequenceClassification'], text_config: llama })).toBeNull();
	});

	it('has as many classes as the file itself names', () => {
		const classifier = { model_type: 'gemma3', architectures: ['Gemma3ForSequenceClassification'], text_config: { num_labels: 9 } };
		expect(read({ ...classifier, num_labels: 5 }).architecture?.heads).toEqual([{ kind: 'classifier', labels: 5, bias: false }]);
	});

	it('says where a value is wrong', () => {
		const text = '{"model_type": "llava", "text_config": {"model_type": "llama", "hidden_size": "wide"}}';
		const [problem] = readDesign(text, { name: 'config.json' }).problems;
		expect(text.slice(problem?.range.start, problem?.range.end)).toBe('"wide"');
		expect(problem?.path).toEqual(['text_config', 'hidden_size']);
	});
});
