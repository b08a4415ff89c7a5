import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/design/source.ts';
import { lint } from '../../../src/rules/lint.ts';
import { textModelOnly } from '../../../src/rules/text-model-only.ts';
import { testRule } from './cases.ts';

const llava = '{"model_type": "llava", "text_config": {"model_type": "llama", "hidden_size": 48, "num_attention_heads": 5}, "vision_config": {}}';

testRule(textModelOnly, {
	valid: [
		{ name: 'one model alone', file: 'config.json', text: '{"model_type": "llama"}' },
		{
			name: 'a text model of an unknown family, of which nothing is counted',
			file: 'config.json',
			text: '{"model_type": "llava", "text_config": {"model_type": "resnet"}}',
		},
	],
	invalid: [
		{
			name: 'a text model beside a tower for images',
			file: 'config.json',
			text: llava,
			message: 'Only the text model of llava, in text_config, is counted and checked: LlamaForCausalLM. The parts for images or sound are left out.',
			at: '"llava"',
		},
		{
			name: 'a text model whose keys stand beside the others',
			file: 'config.json',
			text: '{"model_type": "qwen2_vl", "hidden_size": 64, "vision_config": {}}',
			message: 'Only the text model of qwen2_vl is counted and checked: Qwen2VLForConditionalGeneration. The parts for images or sound are left out.',
			at: '"qwen2_vl"',
		},
		{
			name: 'in a design',
			text: 'model:\n  model_type: gemma3\n  text_config:\n    hidden_size: 64\n',
			message: 'Only the text model of gemma3, in text_config, is counted and checked: Gemma3ForCausalLM. The parts for images or sound are left out.',
			at: 'gemma3',
		},
	],
});

describe('findings about the text model', () => {
	it('stand inside its map, and so do their fixes', () => {
		const finding = lint(llava, 'config.json').findings.find(({ rule }) => rule === 'heads-not-dividing-hidden');
		expect(llava.slice(finding?.range.start, finding?.range.end)).toBe('5');
		const fixed = applyEdits(llava, finding?.fixes[0]?.edits ?? []);
		expect(JSON.parse(fixed)).toMatchObject({ text_config: { num_attention_heads: expect.any(Number) } });
		expect(lint(fixed, 'config.json').findings.map(({ rule }) => rule)).not.toContain('heads-not-dividing-hidden');
	});
});
