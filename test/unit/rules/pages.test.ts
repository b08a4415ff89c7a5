import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { families } from '../../../src/design/families/index.ts';
import { rules } from '../../../src/rules/index.ts';
import { lint } from '../../../src/rules/lint.ts';

/** The examples of a rule's page under one heading, with the file name that their language stands for. */
function examples(id: string, heading: string): { name: string; text: string }[] {
	const page = readFileSync(new URL(`../../../docs/rules/${id}.md`, import.meta.url), 'utf8');
	const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
	return [...section.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text = '']) => ({
		name: language === 'yaml' ? 'a.headroom.yaml' : /"model"\s*:/.test(text) ? 'a.headroom.jsonc' : 'config.json',
		text,
	}));
}

describe.each(rules.map(({ id }) => id))("%s, on its page's examples", (id) => {
	const found = ({ name, text }: { name: string; text: string }) =>
		lint(text, name, { read: () => '{"model_type": "llama"}' }).findings.map(({ rule }) => rule);

	it('speaks on what is reported', () => {
		const reported = examples(id, 'Reported');
		expect(reported.length).toBeGreaterThan(0);
		for (const example of reported) expect(found(example), example.text).toContain(id);
	});

	it('is silent on what is not reported', () => {
		const silent = examples(id, 'Not reported');
		expect(silent.length).toBeGreaterThan(0);
		for (const example of silent) {
			expect(found(example), example.text).not.toContain(id);
			expect(families.has(/model_type"?: "?(\w+)/.exec(example.text)?.[1] ?? 'llama'), example.text).toBe(true);
		}
	});
});
