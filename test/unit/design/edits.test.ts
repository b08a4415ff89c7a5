import { describe, expect, it } from 'vitest';
import { readDesign } from '../../../src/design/design.ts';
import { setKey } from '../../../src/design/edits.ts';
import { applyEdits } from '../../../src/design/source.ts';

const set = (name: string, text: string, key: string, value: number, read?: (path: string) => string | undefined) =>
	applyEdits(text, setKey(readDesign(text, { name, ...(read && { read }) }), key, value));

describe('setting a model key', () => {
	it.each([
		[
			'a value of YAML alone',
			'a.headroom.yaml',
			'model: # mine\n  model_type: llama\n  head_dim: 8 # small\n',
			'model: # mine\n  model_type: llama\n  head_dim: 64 # small\n',
		],
		[
			'a new line of YAML after the last key',
			'a.headroom.yaml',
			'model:\n  model_type: llama # family\n\ndata: {}\n',
			'model:\n  model_type: llama # family\n  head_dim: 64\n\ndata: {}\n',
		],
		[
			'after a nested last key',
			'a.headroom.yaml',
			'model:\n  rope_scaling:\n    factor: 2\ndata: {}\n',
			'model:\n  rope_scaling:\n    factor: 2\n  head_dim: 64\ndata: {}\n',
		],
		['in a flow map of YAML', 'a.headroom.yaml', 'model: { model_type: llama }\n', 'model: { model_type: llama, head_dim: 64 }\n'],
		['without a line end', 'a.headroom.yaml', 'model:\n  model_type: llama', 'model:\n  model_type: llama\n  head_dim: 64'],
		['with Windows line ends', 'a.headroom.yaml', 'model:\r\n  model_type: llama\r\n', 'model:\r\n  model_type: llama\r\n  head_dim: 64\r\n'],
		['a value of JSON alone', 'config.json', '{\n  "model_type": "llama",\n  "head_dim": 8\n}\n', '{\n  "model_type": "llama",\n  "head_dim": 64\n}\n'],
		['a new line of JSON', 'config.json', '{\n\t"model_type": "llama"\n}\n', '{\n\t"model_type": "llama",\n\t"head_dim": 64\n}\n'],
		[
			'in a design of JSON with comments',
			'a.headroom.jsonc',
			'{\n  // mine\n  "model": {\n    "model_type": "llama" // family\n  }\n}\n',
			'{\n  // mine\n  "model": {\n    "model_type": "llama", // family\n    "head_dim": 64\n  }\n}\n',
		],
		['on the one line of JSON', 'config.json', '{"model_type": "llama"}', '{"model_type": "llama", "head_dim": 64}'],
		[
			'after a trailing comma',
			'a.headroom.jsonc',
			'{"model": {\n  "model_type": "llama", // last\n}}',
			'{"model": {\n  "model_type": "llama", // last\n  "head_dim": 64\n}}',
		],
	])('changes %s', (_what, name, text, expected) => {
		expect(set(name, text, 'head_dim', 64)).toBe(expected);
		expect(readDesign(set(name, text, 'head_dim', 64), { name }).keys.get('head_dim')).toBe(64);
	});

	it.each([
		[
			'a new line of JSON',
			'config.json',
			'{\n  "model_type": "llava",\n  "text_config": {\n    "model_type": "llama"\n  }\n}\n',
			'{\n  "model_type": "llava",\n  "text_config": {\n    "model_type": "llama",\n    "head_dim": 64\n  }\n}\n',
		],
		[
			'a value of JSON',
			'config.json',
			'{"model_type": "llava", "text_config": {"model_type": "llama", "head_dim": 8}}',
			'{"model_type": "llava", "text_config": {"model_type": "llama", "head_dim": 64}}',
		],
		[
			'an empty map of JSON',
			'config.json',
			'{\n  "model_type": "gemma3",\n  "text_config": {}\n}\n',
			'{\n  "model_type": "gemma3",\n  "text_config": {\n    "head_dim": 64\n  }\n}\n',
		],
		[
			'a new line of YAML',
			'a.headroom.yaml',
			'model:\n  model_type: llava\n  text_config:\n    model_type: llama\n  vision_config: {}\n',
			'model:\n  model_type: llava\n  text_config:\n    model_type: llama\n    head_dim: 64\n  vision_config: {}\n',
		],
		[
			'an empty map of YAML',
			'a.headroom.yaml',
			'model:\n  model_type: gemma3\n  text_config: {}\n',
			'model:\n  model_type: gemma3\n  text_config: { head_dim: 64 }\n',
		],
		['a map that is not there', 'a.headroom.yaml', 'model:\n  model_type: gemma3\n', 'model:\n  model_type: gemma3\n  text_config: {"head_dim":64}\n'],
	])('changes %s inside the map of the text model', (_what, name, text, expected) => {
		expect(set(name, text, 'head_dim', 64)).toBe(expected);
		expect(readDesign(expected, { name }).keys.get('head_dim')).toBe(64);
	});

	it('sets a key of the text model of the file that model: names', () => {
		const read = () => '{"model_type": "gemma3", "text_config": {"head_dim": 8, "hidden_size": 64}}';
		const expected = 'model: ./config.json\noverrides:\n  text_config: {"head_dim":64}\n';
		expect(set('a.headroom.yaml', 'model: ./config.json\n', 'head_dim', 64, read)).toBe(expected);
		const { keys } = readDesign(expected, { name: 'a.headroom.yaml', read });
		expect([keys.get('head_dim'), keys.get('hidden_size')]).toEqual([64, 64]);
	});

	it.each([
		['model: ./config.json\ntraining: {}\n', 'model: ./config.json\noverrides:\n  head_dim: 64\ntraining: {}\n'],
		['model: ./config.json\noverrides:\n  vocab_size: 256\n', 'model: ./config.json\noverrides:\n  vocab_size: 256\n  head_dim: 64\n'],
	])('sets a key of the file that model: names under overrides', (text, expected) => {
		expect(set('a.headroom.yaml', text, 'head_dim', 64, () => '{"model_type": "llama", "head_dim": 8}')).toBe(expected);
	});
});
