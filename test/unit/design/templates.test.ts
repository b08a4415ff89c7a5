import { describe, expect, it } from 'vitest';
import { TEMPLATES, templateSnippet, textOfSnippet } from '../../../src/design/templates.ts';
import { lint } from '../../../src/rules/lint.ts';

const cases = TEMPLATES.flatMap((template) => (['yaml', 'json'] as const).map((syntax) => ({ name: template.name, template, syntax })));

describe('a new design', () => {
	it.each(cases)('from $name in $syntax is counted exactly, and nothing is found in it', ({ template, syntax }) => {
		const { analysis, findings } = lint(textOfSnippet(templateSnippet(template, syntax)), `a.headroom.${syntax}`);
		expect(findings.filter(({ severity }) => severity !== 'hint')).toEqual([]);
		expect(analysis?.parameters).toMatchObject({ status: 'exact', value: expect.any(Number) });
	});

	it.each(TEMPLATES)('from $name says the same in both syntaxes', (template) => {
		const [yaml, json] = (['yaml', 'json'] as const).map((syntax) => {
			const { design } = lint(textOfSnippet(templateSnippet(template, syntax)), `a.headroom.${syntax}`);
			return design.source.map(({ path, value }) => ({ path, value }));
		});
		expect(yaml).toEqual(json);
	});

	it('has stops in order, its values escaped', () => {
		const [decoder] = TEMPLATES;
		const snippet = decoder ? templateSnippet(decoder, 'yaml') : '';
		const stops = [...snippet.matchAll(/\$\{(\d+):/g)].map(([, number]) => Number(number));
		expect(stops).toEqual(stops.map((_, index) => index + 1));
		expect(textOfSnippet(['$', '{1:a\\}b} \\$c$0'].join(''))).toBe('a}b $c');
	});
});
