import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publishedModels } from '../../../src/extension/published-models.ts';

const root = join(import.meta.dirname, '../../..');

describe('the published models that come with the extension', async () => {
	const models = await publishedModels(join(root, 'examples/published'));

	it('are in the order of their names, each counted', () => {
		expect(models.length).toBeGreaterThan(10);
		expect(models.map(({ name }) => name)).toEqual(models.map(({ name }) => name).sort());
		for (const { name, facts } of models) expect(facts, name).toMatch(/^[\d.]+[KMB] parameters/);
	});

	it.each(models)('$name is the configuration whose count is checked', ({ path, name }) => {
		expect(readFileSync(path, 'utf8')).toBe(readFileSync(join(root, `test/fixtures/models/${name}.json`), 'utf8'));
	});
});
