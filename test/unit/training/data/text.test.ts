import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../../src/training/data/text.ts';

/** A folder `outer` with a workspace `work` in it and these files, by path from `outer`. */
function workspace(files: Record<string, string | Buffer>) {
	const outer = mkdtempSync(join(tmpdir(), 'headroom-text-'));
	for (const [name, content] of Object.entries({ 'work/.keep': '', ...files })) {
		mkdirSync(dirname(join(outer, name)), { recursive: true });
		writeFileSync(join(outer, name), content);
	}
	return { outer, read: (patterns: string[], folder = 'work') => readDocuments(patterns, { folder: join(outer, folder), workspace: join(outer, 'work') }) };
}

const textOf = ({ tokens }: { tokens: Uint8Array }): string => Buffer.from(tokens).toString();

describe('text', () => {
	it('is the files in the order of their names, parted by a newline', async () => {
		const text = await workspace({ 'work/b.md': 'two', 'work/a/z.md': 'one', 'work/c.txt': 'no' }).read(['**/*.md']);
		expect(text.files).toEqual(['a/z.md', 'b.md']);
		expect(textOf(text)).toBe('one\ntwo');
		expect(text.hash).toBe(`sha256:${createHash('sha256').update('one\ntwo').digest('hex')}`);
	});

	it('reads a file once that two patterns match, and not what a pattern takes away', async () => {
		const text = await workspace({ 'work/a.md': 'one', 'work/b.md': 'two', 'work/c.md': 'three' }).read(['*.md', 'a.*', '!b.md']);
		expect(textOf(text)).toBe('one\nthree');
	});

	it('may come from beside the design, inside the workspace', async () => {
		expect(textOf(await workspace({ 'work/text/a.md': 'one', 'work/designs/x': '' }).read(['../text/*.md'], 'work/designs'))).toBe('one');
	});

	it('leaves out files that are not text, and says so', async () => {
		const text = await workspace({ 'work/a.md': 'one', 'work/b.md': Buffer.from([80, 75, 0, 4]), 'work/c.md': '' }).read(['*.md']);
		expect(textOf(text)).toBe('one');
		expect(text.skipped).toEqual(['b.md']);
	});

	it('leaves out runs wherever they are, and packages', async () => {
		const run = { 'work/out/events.jsonl': '{}', 'work/out/capsule.json': '{}', 'work/out/log.txt': 'log', 'work/out/checkpoints/step-1/x.txt': 'x' };
		const text = await workspace({ ...run, 'work/.headroom/runs/a/log.txt': 'log', 'work/node_modules/a/readme.txt': 'no', 'work/a.txt': 'one' }).read([
			'**/*.txt',
		]);
		expect(text.files).toEqual(['a.txt']);
	});

	it.each([
		['no pattern', [], 'The design names no text'],
		['nothing that matches', ['*.md'], 'No file matches data.files ["*.md"]'],
		['empty files', ['*.txt'], 'hold no text'],
	])('is refused where there is %s', async (_what, patterns, message) => {
		await expect(workspace({ 'work/empty.txt': '' }).read(patterns)).rejects.toThrow(message);
	});
});

describe('what lies outside of the workspace', () => {
	const files = { 'work/a.txt': 'one', 'work/sub/b.txt': 'two', 'outside/secret.txt': 'secret' };
	it.each([['../outside/*.txt'], ['../outside/secret.txt'], ['sub/../../outside/*.txt'], ['*/../../outside/*.txt']])(
		'is refused for the pattern %s',
		async (pattern) => {
			await expect(workspace(files).read(['a.txt', pattern])).rejects.toThrow(/outside of .*work, where a run may not read/);
		},
	);

	it('is refused for an absolute pattern', async () => {
		const { outer, read } = workspace(files);
		await expect(read([`${outer}/outside/*.txt`])).rejects.toThrow('where a run may not read');
	});

	it.each([
		['a linked file', 'outside/secret.txt', 'link.txt', '*.txt'],
		['a linked folder', 'outside', 'link', '**/*.txt'],
		['a linked folder by name', 'outside', 'link', 'link/*.txt'],
	])('is refused through %s', async (_what, target, link, pattern) => {
		const { outer, read } = workspace(files);
		symlinkSync(join(outer, target), join(outer, 'work', link));
		await expect(read([pattern])).rejects.toThrow('where a run may not read');
	});

	it('does not matter to a link that stays inside', async () => {
		const { outer, read } = workspace(files);
		symlinkSync(join(outer, 'work/sub/b.txt'), join(outer, 'work/link.txt'));
		expect(textOf(await read(['*.txt']))).toBe('one\ntwo');
	});
});
