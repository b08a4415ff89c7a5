import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/rules/index.ts';

const pages = new URL('../../../docs/rules/', import.meta.url);
const sources = readdirSync(new URL('../../../src/rules/', import.meta.url));

describe('every rule', () => {
	it('has a name of its own', () => {
		expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
	});

	it.each(rules.map((rule) => [rule.id, rule] as const))('%s has its file, and a page that opens with its name, summary, severity and kind', (id, rule) => {
		expect(sources).toContain(`${id}.ts`);
		const page = readFileSync(new URL(`${id}.md`, pages), 'utf8');
		expect(page.startsWith(`# ${id}\n\n${rule.summary}\n`)).toBe(true);
		expect(page).toMatch(new RegExp(`^(.* or )?${{ error: 'Error', warning: 'Warning', info: 'Information', hint: 'Hint' }[rule.severity]}\\b`, 'im'));
		expect(page).toContain(rule.kind === 'fact' ? 'a hard fact' : 'a heuristic');
		for (const section of ['## Why', '## Reported', '## Not reported', '## When to switch it off']) expect(page).toContain(section);
	});

	it('stands in the index of the pages (`npx vitest run -u` writes it anew)', async () => {
		const rows = rules.map(({ id, summary, severity, kind }) => `| [${id}](${id}.md) | ${severity} | ${kind} | ${summary} |`);
		const index = `# Rules

Each finding leads to its page. A *fact* is algebra or what the library does; a *heuristic* has published evidence, and its page says what that evidence does not say.

Severities are set for one file under \`rules:\` in the design, for a workspace in \`headroom.rules\`, for one call with \`--rule ID:SEVERITY\`; the file comes first.

| rule | severity | kind | what it says |
|---|---|---|---|
${rows.join('\n')}
`;
		await expect(index).toMatchFileSnapshot('../../../docs/rules/README.md');
	});

	it('is the only thing with a page', () => {
		const names = readdirSync(pages).filter((name) => name !== 'README.md');
		expect(names.map((name) => name.replace('.md', '')).sort()).toEqual(rules.map(({ id }) => id).sort());
	});
});
