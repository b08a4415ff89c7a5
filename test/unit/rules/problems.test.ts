import { syntax } from '../../../src/rules/syntax.ts';
import { unknownFamily } from '../../../src/rules/unknown-family.ts';
import { unreadableModel } from '../../../src/rules/unreadable-model.ts';
import { valueOutOfRange } from '../../../src/rules/value-out-of-range.ts';
import { wrongType } from '../../../src/rules/wrong-type.ts';
import { testRule } from './cases.ts';

const llama = 'model:\n  model_type: llama\n';

testRule(syntax, {
	valid: [
		{ name: 'comments and trailing commas in JSON', file: 'a.headroom.json', text: '{"model": {"model_type": "llama", /* wide */ }, }' },
		{ name: 'an empty design, which has no model instead', text: '' },
	],
	invalid: [
		{ name: 'a value that is missing in JSON, once', file: 'a.headroom.json', text: '{"model": }', message: 'JSON: a value is expected.', at: '}' },
		{
			name: 'an open bracket in YAML',
			text: 'model: [',
			message: 'YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
			at: '',
		},
	],
});

testRule(unreadableModel, {
	valid: [
		{ name: 'keys in place', text: llama },
		{ name: 'a file that is there', text: 'model: ./config.json\n', options: { read: () => '{"model_type": "gpt2"}' } },
	],
	invalid: [
		{ name: 'no model', text: 'data: {}\n', message: 'A design needs a model: its keys, or the path of a config.json.', at: '' },
		{
			name: 'a file that is not there',
			text: 'model: ./config.json\n',
			message: "The model's file ./config.json cannot be read from here.",
			at: './config.json',
		},
		{
			name: 'a file that is broken',
			text: 'model: ./config.json\n',
			options: { read: () => '{"model_type": ' },
			message: './config.json has a syntax error: JSON: a value is expected.',
			at: './config.json',
		},
	],
});

testRule(unknownFamily, {
	valid: [{ name: 'a family that is known', text: llama }],
	invalid: [
		{
			name: 'a family that is not known',
			text: 'model:\n  model_type: resnet\n',
			message: 'The family resnet is not known here: nothing is counted or checked, and nothing is guessed.',
			at: 'resnet',
		},
		{
			name: 'a slip of the pen',
			text: 'model:\n  model_type: lama\n',
			message: 'The family lama is not known here: nothing is counted or checked, and nothing is guessed.',
			at: 'lama',
			fixes: [{ title: 'Use llama', text: 'model:\n  model_type: "llama"\n' }],
		},
		{
			name: 'no family at all',
			text: 'model:\n  hidden_size: 8\n',
			message: 'The model has no model_type, so nothing can be counted.',
			at: 'model',
		},
	],
});

testRule(wrongType, {
	valid: [{ name: 'null counts as absent', file: 'config.json', text: '{"model_type": "llama", "head_dim": null}' }],
	invalid: [
		{
			name: 'a word for a number',
			text: `${llama}  hidden_size: wide\n`,
			message: 'hidden_size must be a whole number of at least 1, not "wide".',
			at: 'wide',
		},
		{ name: 'a fraction for a count', text: `${llama}training:\n  steps: 1.5\n`, message: 'steps must be a whole number of at least 1, not 1.5.', at: '1.5' },
		{ name: 'a word for a list of files', text: `${llama}data:\n  files: 3\n`, message: 'files must be a list of paths or patterns.', at: '3' },
	],
});

testRule(valueOutOfRange, {
	valid: [{ name: 'no weight decay', text: `${llama}training:\n  weight_decay: 0\n` }],
	invalid: [
		{ name: 'no heads', text: `${llama}  num_attention_heads: 0\n`, message: 'num_attention_heads must be a whole number of at least 1, not 0.', at: '0' },
		{
			name: 'an unknown schedule',
			text: `${llama}training:\n  schedule: wavy\n`,
			message: 'schedule must be one of constant, linear, cosine, inverse_sqrt, not "wavy".',
			at: 'wavy',
		},
		{
			name: 'a share of one',
			text: `${llama}data:\n  validation_fraction: 1\n`,
			message: 'validation_fraction must be a number above zero and below 1, not 1.',
			at: '1',
		},
	],
});
