import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { families } from '../../../../src/design/families/index.ts';
import { keysFrom } from '../../../../src/design/keys.ts';
import type { KeyValue } from '../../../../src/design/source.ts';
import { elements, tensorsOf } from '../../../../src/design/tensors.ts';

const nowhere = { start: 0, end: 0 };
const keysOf = (model: Record<string, KeyValue>) =>
	keysFrom(Object.entries(model).map(([key, value]) => ({ path: [key], value, keyRange: nowhere, valueRange: nowhere })));

function count(model: Record<string, KeyValue>, options: { decoupled?: boolean; modelClass?: string } = {}): number {
	const family = families.get(model.model_type as string);
	if (!family) throw new Error(`no family ${model.model_type}`);
	const architecture = family.architecture(keysOf(model), { modelClass: options.modelClass ?? family.classes[0], decoupled: options.decoupled ?? false });
	return tensorsOf(architecture).reduce((total, { shape }) => total + elements(shape), 0);
}

const folder = new URL('../../../fixtures/models/', import.meta.url);
const truth = readFileSync(new URL('truth.csv', folder), 'utf8')
	.trim()
	.split('\n')
	.slice(1)
	.map((line) => line.split(','));

describe('a published configuration', () => {
	it.each(truth)('%s (%s) counts as %s of the library', (file, _modelType, modelClass, parameters) => {
		const model = JSON.parse(readFileSync(new URL(file as string, folder), 'utf8'));
		expect(count(model, { modelClass: modelClass as string })).toBe(Number(parameters));
	});
});

describe('a design', () => {
	// Paper, tables 2(A) and 2(B): d = 512, 24 layers, feed-forward 4096, fixed head size.
	it.each([
		[8, 128, 168],
		[12, 128, 193],
		[16, 128, 218],
		[32, 128, 319],
		[8, 32, 130],
		[8, 64, 142],
		[8, 256, 218],
	])('of the paper with %i heads of size %i has %iM parameters', (heads, headSize, millions) => {
		const model = { model_type: 'bert', hidden_size: 512, num_hidden_layers: 24, num_attention_heads: heads, head_dim: headSize, intermediate_size: 4096 };
		expect(Math.round(count(model, { decoupled: true, modelClass: 'BertForPreTraining' }) / 1e6)).toBe(millions);
	});

	it('counts head_dim in a config.json only where the library reads it', () => {
		const model = { model_type: 'bert', hidden_size: 512, num_attention_heads: 8 };
		expect(count({ ...model, head_dim: 128 })).toBe(count(model));
		expect(count({ ...model, head_dim: 128 }, { decoupled: true })).toBeGreaterThan(count(model));
	});
});

describe('a value that does not fit', () => {
	it.each([
		['num_attention_heads', 'eight', 'wrong-type'],
		['num_attention_heads', 0, 'value-out-of-range'],
		['hidden_size', 12.5, 'wrong-type'],
		['rms_norm_eps', -1, 'value-out-of-range'],
		['tie_word_embeddings', 'yes', 'wrong-type'],
		['hidden_act', 'silly', 'value-out-of-range'],
	])('%s: %j is noted as %s and read as its default', (key, value, kind) => {
		const keys = keysOf({ model_type: 'llama', [key]: value });
		families.get('llama')?.architecture(keys, { modelClass: 'LlamaForCausalLM', decoupled: false });
		expect(keys.problems).toMatchObject([{ key, kind }]);
	});
});
