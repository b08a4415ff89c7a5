import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { designAround, designNames } from '../../../src/extension/design-around.ts';
import { lint } from '../../../src/rules/lint.ts';

const fixtures = ['gpt2', 'llama-3.2-1b', 'smollm2-135m'];

describe('a design around a configuration', () => {
	it.each(fixtures)('of %s has no error and counts as the configuration does', (name) => {
		const configuration = readFileSync(new URL(`../../fixtures/models/${name}.json`, import.meta.url), 'utf8');
		const read = (path: string) => (path === './config.json' ? configuration : undefined);
		const { design, analysis, findings } = lint(designAround('config.json', 128), 'config.headroom.yaml', { read });
		expect(design.problems).toEqual([]);
		expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(analysis?.parameters.value).toBe(lint(configuration, 'config.json').analysis?.parameters.value);
		expect(design.data.sequenceLength).toBe(128);
	});

	it('is named after it, with a number where that is taken', () => {
		const names = designNames('config.json');
		expect([names.next().value, names.next().value, names.next().value]).toEqual(['config.headroom.yaml', 'config-2.headroom.yaml', 'config-3.headroom.yaml']);
	});
});
