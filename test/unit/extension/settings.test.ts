import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/rules/index.ts';
import { SEVERITIES } from '../../../src/rules/rule.ts';
import { settingsFrom } from '../../../src/server/settings.ts';

const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
const properties: Record<string, { default: unknown; scope: string; enum?: string[]; markdownDescription?: string }> =
	manifest.contributes.configuration.properties;

describe('the settings in the manifest', () => {
	it('know every rule (`npx vitest run test/unit/extension/settings.test.ts --update` writes them anew)', async () => {
		const properties = Object.fromEntries(
			rules.map(({ id, summary, severity }) => [
				id,
				{ type: 'string', enum: [...SEVERITIES, 'off'], description: `${summary} Without a setting: ${severity}, or quieter.` },
			]),
		);
		const setting = { ...manifest.contributes.configuration.properties['headroom.rules'], properties, additionalProperties: false };
		const configuration = {
			...manifest.contributes.configuration,
			properties: { ...manifest.contributes.configuration.properties, 'headroom.rules': setting },
		};
		const current = { ...manifest, contributes: { ...manifest.contributes, configuration } };
		await expect(`${JSON.stringify(current, null, 2)}\n`).toMatchFileSnapshot('../../../package.json');
	});

	it('are described, each in its scope', () => {
		for (const [name, { markdownDescription, scope }] of Object.entries(properties)) {
			expect(markdownDescription, name).toBeTruthy();
			expect(scope, name).toBeTruthy();
		}
	});

	it('have the defaults that the server takes where a client has none', () => {
		const section: Record<string, unknown> = {};
		for (const [name, { default: value }] of Object.entries(properties)) {
			const [key = '', inner] = name.replace('headroom.', '').split('.');
			section[key] = inner === undefined ? value : { ...(section[key] as object | undefined), [inner]: value };
		}
		expect(settingsFrom(section)).toEqual(settingsFrom(undefined));
	});

	it.each([
		['headroom.lint.run', (value: string) => settingsFrom({ lint: { run: value } }).run],
		['headroom.lint.workspace', (value: string) => settingsFrom({ lint: { workspace: value } }).workspace],
		['headroom.lint.profile', (value: string) => settingsFrom({ lint: { profile: value } }).profile],
	])('offer of %s what the server understands', (name, read) => {
		const options = properties[name]?.enum ?? [];
		expect(options.map(read)).toEqual(options);
	});
});
