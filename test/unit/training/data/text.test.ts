import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { findText, type Text } from '../../../../src/training/data/text.ts';
import { readSection } from '../section.ts';

/** A folder `outer` with a workspace `work` in it and these files, by path from `outer`. */
function workspace(files: Record<string, string | Buffer>) {
	const outer = mkdtempSync(join(tmpdir(), 'headroom-text-'));
	onTestFinished(() => rmSync(outer, { recursive: true, force: true }));
	for (const [name, content] of Object.entries({ 'work/.keep': '', ...files })) {
		mkdirSync(dirname(join(outer, name)), { recursive: true });
		writeFileSync(join(outer, name), content);
	}
	const cache = join(outer, 'work/.headroom/cache');
	const read = (patterns: string[], { folder = 'work', tokenizer = 'bytes' } = {}) =>
		findText(readSection({ files: patterns, tokenizer }), { folder: join(outer, folder), workspace: join(outer, 'work') }, cache);
	return { outer, cache, read };
}

async function tokensOf(text: Text): Promise<number[]> {
	const stream = await text.tokens(() => true);
	if (stream === undefined) throw new Error('nobody told it to stop');
	const tokens = new Int32Array(stream.length);
	stream.read(0, tokens);
	stream.close();
	return [...tokens];
}
const fixture = (name: string): string => join(import.meta.dirname, '../../../fixtures', name);
const textOf = async (text: Text): Promise<string> => text.tokenizer.decode(await tokensOf(text));
const namesOf = ({ corpus }: Text): string[] => corpus.files.map(({ name }) => name);

describe('text', () => {
	it('is the files in the order of their names, parted by a newline', async () => {
		const text = await workspace({ 'work/b.md': 'two', 'work/a/z.md': 'one', 'work/c.txt': 'no' }).read(['**/*.md']);
		expect(namesOf(text)).toEqual(['a/z.md', 'b.md']);
		expect(await textOf(text)).toBe('one\ntwo');
	});

	it('reads a file once that two patterns match, and not what a pattern takes away', async () => {
		const text = await workspace({ 'work/a.md': 'one', 'work/b.md': 'two', 'work/c.md': 'three' }).read(['*.md', 'a.*', '!b.md']);
		expect(await textOf(text)).toBe('one\nthree');
	});

	it('may come from beside the design, inside the workspace', async () => {
		expect(await textOf(await workspace({ 'work/text/a.md': 'one', 'work/designs/x': '' }).read(['../text/*.md'], { folder: 'work/designs' }))).toBe('one');
	});

	it('leaves out files that are not text, and says so', async () => {
		const text = await workspace({ 'work/a.md': 'one', 'work/b.md': Buffer.from([80, 75, 0, 4]), 'work/c.md': '' }).read(['*.md']);
		expect(await textOf(text)).toBe('one');
		expect(text.corpus.skipped).toEqual(['b.md']);
	});

	it('leaves out runs wherever they are, and packages', async () => {
		const run = { 'work/out/events.jsonl': '{}', 'work/out/capsule.json': '{}', 'work/out/log.txt': 'log', 'work/out/checkpoints/step-1/x.txt': 'x' };
		const text = await workspace({ ...run, 'work/.headroom/runs/a/log.txt': 'log', 'work/node_modules/a/readme.txt': 'no', 'work/a.txt': 'one' }).read([
			'**/*.txt',
		]);
		expect(namesOf(text)).toEqual(['a.txt']);
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
		expect(await textOf(await read(['*.txt']))).toBe('one\ntwo');
	});
});

describe('documents', () => {
	it('are the lines of JSON lines, whole files, and rows of Parquet; empty ones leave nothing', async () => {
		const lines = '{"text":"é one"}\r\n\n{"text":""}\n{"other":1,"text":"two"}';
		const { read } = workspace({ 'work/a.jsonl': lines, 'work/b.md': 'three', 'work/c.ndjson': '{"text":"four"}\n' });
		expect(await textOf(await read(['*']))).toBe('é one\ntwo\nthree\nfour');
	});

	it('may be lines that are longer than what is read at once', async () => {
		const [long, longer] = ['x'.repeat(300_000), 'é'.repeat(400_000)];
		const lines = [long, 'short', longer].map((text) => JSON.stringify({ text })).join('\n');
		expect(await textOf(await workspace({ 'work/a.jsonl': lines }).read(['*']))).toBe(`${long}\nshort\n${longer}`);
	});

	it.each(['none', 'snappy', 'gzip', 'brotli'])('come from a Parquet file packed by %s', async (packing) => {
		const text = await textOf(await workspace({ 'work/a.parquet': readFileSync(fixture(`data/${packing}.parquet`)) }).read(['*.parquet']));
		expect(text.match(/Document \d+\.\nIt has two lines — 漢字\./g)).toHaveLength(40);
		expect(text.startsWith('Document 0.')).toBe(true);
	});

	it('packed by zstd are read where Node can, else told of', async () => {
		const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
		const text = textOf(await workspace({ 'work/a.parquet': readFileSync(fixture('data/zstd.parquet')) }).read(['*.parquet']));
		if (major > 22 || (major === 22 && minor >= 15)) expect(await text).toContain('Document 39.');
		else await expect(text).rejects.toThrow('Files packed with zstd need Node 22.15 or newer');
	});

	it.each([
		['no-text-column', 'has no column "text"; it has content'],
		['numbers', 'The column "text" of a.parquet holds'],
	])('of %s are refused', async (name, message) => {
		await expect(
			workspace({ 'work/a.parquet': readFileSync(fixture(`data/${name}.parquet`)) })
				.read(['*.parquet'])
				.then(textOf),
		).rejects.toThrow(message);
	});

	it('are parted by the end that the tokenizer has', async () => {
		const files = { 'work/a.md': 'one', 'work/b.md': 'two', 'work/tokenizer.json': readFileSync(fixture('tokenizers/byte-level.json')) };
		expect(await textOf(await workspace(files).read(['*.md'], { tokenizer: 'tokenizer.json' }))).toBe('one<|endoftext|>two');
	});

	it('give the characters of all', async () => {
		const text = await workspace({ 'work/a.md': 'ba', 'work/b.jsonl': '{"text":"c\\u00e9"}' }).read(['*'], { tokenizer: 'characters' });
		expect(text.tokenizer.size).toBe(5);
		expect(await tokensOf(text)).toEqual([2, 1, 0, 3, 4]);
	});
});

describe('the hash', () => {
	const hash = async (files: Record<string, string>, tokenizer = 'bytes') => (await workspace(files).read(['*'], { tokenizer })).hash;

	it('is that of the content in its order, however the files are called', async () => {
		expect(await hash({ 'work/a.md': 'one', 'work/b.md': 'two' })).toBe(await hash({ 'work/x.md': 'one', 'work/y.md': 'two' }));
		expect(await hash({ 'work/a.md': 'one', 'work/b.md': 'two' })).not.toBe(await hash({ 'work/a.md': 'two', 'work/b.md': 'one' }));
		expect(await hash({ 'work/a.md': 'onetwo' })).not.toBe(await hash({ 'work/a.md': 'one', 'work/b.md': 'two' }));
	});

	it('is another for another tokenizer, and where a file is read otherwise', async () => {
		expect(await hash({ 'work/a.md': '{"text":"a"}' })).not.toBe(await hash({ 'work/a.md': '{"text":"a"}' }, 'characters'));
		expect(await hash({ 'work/a.md': '{"text":"a"}' })).not.toBe(await hash({ 'work/a.jsonl': '{"text":"a"}' }));
	});
});

describe('how many tokens there are at most', () => {
	const files = {
		'work/a.md': 'é one',
		'work/b.jsonl': '{"text":"two"}\n{"text":"\\u00e9"}',
		'work/c.md': 'three',
		'work/tokenizer.json': readFileSync(fixture('tokenizers/byte-level.json')),
	};
	it.each([
		['bytes of plain files', ['*.md'], 'bytes', 'exactly'],
		['bytes with JSON lines', ['*'], 'bytes', 'no less'],
		['characters', ['*', '!*.json'], 'characters', 'exactly'],
		['a tokenizer.json', ['*.md', '*.jsonl'], 'tokenizer.json', 'no less'],
	])('is known before they are read, of %s', async (_what, patterns, tokenizer, how) => {
		const text = await workspace(files).read(patterns, { tokenizer });
		const { length } = await tokensOf(text);
		if (how === 'exactly') expect(text.mostTokens).toBe(length);
		else expect(text.mostTokens).toBeGreaterThanOrEqual(length);
	});

	it.each([
		['packed', ['*.parquet'], 'bytes'],
		['changed before it is cut', ['*.md'], 'word-piece.json'],
	])('is not known of a text that is %s', async (_what, patterns, tokenizer) => {
		const more = { 'work/a.parquet': readFileSync(fixture('data/none.parquet')), 'work/word-piece.json': readFileSync(fixture('tokenizers/word-piece.json')) };
		expect((await workspace({ ...files, ...more }).read(patterns, { tokenizer })).mostTokens).toBeUndefined();
	});
});

describe('a long text', () => {
	const LONG = 'The quick brown fox jumps over the lazy dog.\n'.repeat(30_000);

	it('is read once, into a file beside the run store that is read by place', async () => {
		const { cache, read } = workspace({ 'work/a.txt': LONG, 'work/b.txt': 'end' });
		const first = await read(['*.txt']);
		expect(first.isQuick).toBe(false);
		expect(await textOf(first)).toBe(`${LONG}\nend`);
		const [name = ''] = readdirSync(cache).filter((file) => file.endsWith('.tokens'));
		expect(first.hash).toBe(`sha256:${name.replace('.tokens', '')}`);
		expect(readFileSync(join(cache, '../.gitignore'), 'utf8')).toBe('*\n');
		const again = await read(['*.txt']);
		expect(again.isQuick).toBe(true);
		expect(await textOf(again)).toBe(`${LONG}\nend`);
	});

	it('tells how far it is, and leaves nothing where it is told to stop', async () => {
		const { cache, read } = workspace({ 'work/a.txt': LONG });
		const text = await read(['*.txt']);
		const seen: number[] = [];
		expect(await text.tokens((bytes) => seen.push(bytes) < 2)).toBeUndefined();
		expect(seen).toEqual([1 << 18, 2 << 18]);
		expect(readdirSync(cache)).toEqual([]);
		await text.tokens((bytes) => seen.push(bytes) > 0);
		expect(seen.at(-1)).toBe(LONG.length);
	});

	it('is read anew where its tokens are not whole, and what a killed process left is cleared', async () => {
		const { cache, read } = workspace({ 'work/a.txt': LONG });
		await textOf(await read(['*.txt']));
		const [name = ''] = readdirSync(cache).filter((file) => file.endsWith('.tokens'));
		truncateSync(join(cache, name), 1000);
		// No process has this number.
		writeFileSync(join(cache, '.abc.4194305.tmp'), 'half');
		const again = await read(['*.txt']);
		expect(again.isQuick).toBe(false);
		expect(await textOf(again)).toBe(LONG);
		expect(readdirSync(cache).filter((file) => file.endsWith('.tmp'))).toEqual([]);
	});

	it('is refused where it is written to while it is read', async () => {
		const { outer, cache, read } = workspace({ 'work/a.txt': LONG });
		const text = await read(['*.txt']);
		appendFileSync(join(outer, 'work/a.txt'), 'more');
		await expect(text.tokens(() => true)).rejects.toThrow('a.txt has changed while it was read');
		expect(readdirSync(cache)).toEqual([]);
	});

	it('is kept for the four texts used last', async () => {
		const { outer, cache, read } = workspace({});
		const hashes: string[] = [];
		for (let number = 0; number < 6; number++) {
			writeFileSync(join(outer, 'work/a.txt'), `${number}${LONG}`);
			const text = await read(['*.txt']);
			await textOf(text);
			hashes.push(text.hash.replace('sha256:', ''));
			// As if it had been used that many seconds after the first.
			utimesSync(join(cache, `${hashes.at(-1)}.json`), number, number);
		}
		expect(readdirSync(cache).sort()).toEqual(
			hashes
				.slice(2)
				.flatMap((hash) => [`${hash}.json`, `${hash}.tokens`])
				.sort(),
		);
	});

	it('is as narrow as its vocabulary allows', async () => {
		const { cache, read } = workspace({ 'work/a.txt': LONG, 'work/tokenizer.json': readFileSync(fixture('tokenizers/byte-level.json')) });
		const text = await read(['a.txt'], { tokenizer: 'tokenizer.json' });
		expect(await textOf(text)).toBe(LONG);
		const record = JSON.parse(readFileSync(join(cache, `${text.hash.replace('sha256:', '')}.json`), 'utf8'));
		expect(record.bytes_per_token).toBe(2);
		expect(readFileSync(join(cache, `${text.hash.replace('sha256:', '')}.tokens`))).toHaveLength(2 * record.tokens);
	});
});
