import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.ts';

const root = join(import.meta.dirname, '../..');
const pages = globSync(['*.md', 'docs/**/*.md', 'examples/*/README.md'], { cwd: root });

describe('the documentation', () => {
	it.each(pages)('%s leads only to what is there', (page) => {
		const text = readFileSync(join(root, page), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
		const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map(([, link = '']) => link);
		expect(links.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
	});

	it.each(rules.map(({ id }) => id))('the page of %s leads back to all rules', (id) => {
		expect(readFileSync(join(root, `docs/rules/${id}.md`), 'utf8')).toMatch(/\n\[All rules\]\(README\.md\)\n$/);
	});
});
