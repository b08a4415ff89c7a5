import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

it('the page of settings lists each one with its default', () => {
	const settings: Record<string, { default: unknown }> = JSON.parse(read('package.json')).contributes.configuration.properties;
	const written = (value: unknown) => (value === '' ? 'empty' : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``);
	const rows = read('docs/settings.md').match(/^\| `headroom\.[\w.]+` \| [^|]+/gm) ?? [];
	expect(rows.map((row) => row.trim())).toEqual(Object.entries(settings).map(([name, { default: value }]) => `| \`${name}\` | ${written(value)}`));
});
