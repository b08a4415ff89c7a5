import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openEditor } from './editor.ts';

const uneven = 'model:\n  model_type: llama\n  hidden_size: 128\n  vocab_size: 256\n  num_attention_heads: 5\ndata:\n  sequence_length: 128\n';
const even = uneven.replace('heads: 5', 'heads: 2');
const [CREATED, CHANGED, DELETED] = [1, 2, 3] as const;
const everything = { lint: { workspace: 'workspace' } };

function folderOf(files: Record<string, string>) {
	const folder = mkdtempSync(join(tmpdir(), 'headroom-'));
	const write = (name: string, text: string) => {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), text);
	};
	for (const [name, text] of Object.entries(files)) write(name, text);
	return { path: (name: string) => join(folder, name), uri: (name: string) => pathToFileURL(join(folder, name)).href, root: pathToFileURL(folder).href, write };
}

const openFolder = async (files: Record<string, string>, settings: Record<string, unknown> = everything) => {
	const folder = folderOf(files);
	const editor = await openEditor({ settings, folders: [folder.root] });
	const rules = (name: string) => editor.published.get(folder.uri(name))?.map(({ code }) => code);
	return { ...folder, editor, rules };
};
const UNEVEN = ['heads-not-dividing-hidden'];

describe('a workspace whose settings ask for all of its designs', () => {
	it('shows findings of files that no editor has open, found by name and first bytes', async () => {
		const { rules } = await openFolder({
			'a.headroom.yaml': uneven,
			'deep/config.json': '{"model_type": "llama", "num_attention_heads": 7}',
			'package.json': '{"name": "x", "num_attention_heads": 7}',
			'node_modules/b.headroom.yaml': uneven,
			'.hidden/c.headroom.yaml': uneven,
			'large.headroom.yaml': `${uneven}# ${'x'.repeat(1_000_000)}`,
			'labels.json': `{"architectures": ["ViTModel"], "id2label": {"0": "${'x'.repeat(70_000)}"}, "model_type": "llama", "num_attention_heads": 7}`,
		});
		await expect.poll(() => rules('labels.json')).toEqual(UNEVEN);
		expect(rules('a.headroom.yaml')).toEqual(UNEVEN);
		expect(rules('deep/config.json')).toEqual(UNEVEN);
		for (const name of ['package.json', 'node_modules/b.headroom.yaml', '.hidden/c.headroom.yaml', 'large.headroom.yaml']) expect(rules(name)).toBeUndefined();
	});

	it('looks at open files alone unless it is asked', async () => {
		const { rules, editor, uri } = await openFolder({ 'a.headroom.yaml': uneven, 'b.headroom.yaml': even }, {});
		expect(await editor.open(uri('b.headroom.yaml'), even)).toEqual([]);
		expect(rules('a.headroom.yaml')).toBeUndefined();
		await editor.set(everything);
		await expect.poll(() => rules('a.headroom.yaml')).toEqual(UNEVEN);
		await editor.set({});
		await expect.poll(() => rules('a.headroom.yaml')).toEqual([]);
	});

	it('follows files that change, come and go, with their folders', async () => {
		const { rules, editor, uri, write, path } = await openFolder({ 'a.headroom.yaml': uneven, 'deep/b.headroom.yaml': uneven });
		await expect.poll(() => rules('deep/b.headroom.yaml')).toEqual(UNEVEN);
		write('a.headroom.yaml', even);
		await editor.watched([{ uri: uri('a.headroom.yaml'), type: CHANGED }]);
		await expect.poll(() => rules('a.headroom.yaml')).toEqual([]);

		write('new.headroom.yaml', uneven);
		await editor.watched([{ uri: uri('new.headroom.yaml'), type: CREATED }]);
		await expect.poll(() => rules('new.headroom.yaml')).toEqual(UNEVEN);
		rmSync(path('new.headroom.yaml'));
		await editor.watched([{ uri: uri('new.headroom.yaml'), type: DELETED }]);
		await expect.poll(() => rules('new.headroom.yaml')).toEqual([]);

		renameSync(path('deep'), path('other'));
		await editor.watched([
			{ uri: uri('deep'), type: DELETED },
			{ uri: uri('other'), type: CREATED },
		]);
		await expect.poll(() => rules('deep/b.headroom.yaml')).toEqual([]);
		await expect.poll(() => rules('other/b.headroom.yaml')).toEqual(UNEVEN);
	});

	it('leaves a file to the editor that has it, and takes it back after', async () => {
		const { rules, editor, uri } = await openFolder({ 'a.headroom.yaml': uneven });
		await expect.poll(() => rules('a.headroom.yaml')).toEqual(UNEVEN);
		expect(await editor.open(uri('a.headroom.yaml'), even)).toEqual([]);
		await editor.watched([{ uri: uri('a.headroom.yaml'), type: CHANGED }]);
		expect(await editor.save(uri('a.headroom.yaml'))).toEqual([]);
		await editor.close(uri('a.headroom.yaml'));
		await expect.poll(() => rules('a.headroom.yaml')).toEqual(UNEVEN);
	});
});
