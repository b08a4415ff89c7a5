import { describe, expect, it } from 'vitest';
import { applySettings, parseSetting } from '../../../src/training/settings.ts';

const YAML = 'model:\n  model_type: llama # family\n  hidden_size: 64\ndata:\n  files: ["a.txt"]\n';

describe('a setting', () => {
	it.each([
		['training.steps=50', { path: ['training', 'steps'], value: 50 }],
		['training.learning_rate=1e-3', { path: ['training', 'learning_rate'], value: 1e-3 }],
		['data.files=["a=b.txt", c.txt]', { path: ['data', 'files'], value: ['a=b.txt', 'c.txt'] }],
		['model.tie_word_embeddings=true', { path: ['model', 'tie_word_embeddings'], value: true }],
	])('%s is read as in a design', (text, setting) => expect(parseSetting(text)).toEqual(setting));

	it.each(['steps=50', 'training.steps', 'training.=5', 'sweep.parameters=5', 'data.files=[a'])('%s is refused', (text) => {
		expect(() => parseSetting(text)).toThrow(`--set ${text}`);
	});
});

describe('settings', () => {
	const set = (text: string, syntax: 'yaml' | 'json', ...settings: string[]): string => applySettings(text, syntax, settings.map(parseSetting));

	it('change a value of YAML where it stands', () => {
		expect(set(YAML, 'yaml', 'model.model_type=gpt2', 'model.hidden_size=32')).toBe(YAML.replace('llama', '"gpt2"').replace('64', '32'));
	});

	it('add a key, a section, a list', () => {
		const text = set(YAML, 'yaml', 'model.head_dim=8', 'training.steps=5', 'data.files=[b.txt]');
		expect(text).toContain('  model_type: llama # family\n  hidden_size: 64\n  head_dim: 8\n');
		expect(text).toContain('training:\n  steps: 5\n');
		expect(text).toMatch(/files: \[ ?b.txt ?\]|files:\n {4}- b.txt/);
	});

	it('go under overrides where the model lives in another file', () => {
		expect(set('model: ./config.json\n', 'yaml', 'model.head_dim=8')).toBe('model: ./config.json\noverrides:\n  head_dim: 8\n');
	});

	it('change JSON and keep its comments', () => {
		const text = '{\n  // mine\n  "model": { "model_type": "llama" }\n}\n';
		expect(set(text, 'json', 'model.model_type=gpt2')).toBe(text.replace('llama', 'gpt2'));
		expect(JSON.parse(set('{"model":{}}', 'json', 'training.steps=5'))).toEqual({ model: {}, training: { steps: 5 } });
	});

	it('leave a broken file to the reader', () => expect(set('model: [', 'yaml', 'training.steps=5')).toBe('model: ['));
});
