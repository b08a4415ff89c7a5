import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lintPaths } from '../../../src/cli/lint.ts';
import { UsageError } from '../../../src/cli/usage.ts';
import { folderWith, runCommand } from './command.ts';

const design = (heads: number, rest = '') =>
	`model:\n  model_type: llama\n  vocab_size: 256\n  hidden_size: 128\n  num_hidden_layers: 2\n  num_attention_heads: ${heads}\n  intermediate_size: 384\n${rest}`;
const uneven = design(5, 'data:\n  sequence_length: 128\n');
const narrow = design(16, 'data:\n  sequence_length: 128\nrules:\n  head-dim-below-log-context: off\n');
const at = folderWith({
	'uneven.headroom.yaml': uneven,
	'narrow.headroom.yaml': narrow,
	'config.json': '{"model_type": "llama"}',
	'package.json': '{"name": "x"}',
});
const lint = (...args: string[]) => runCommand(lintPaths, args);

describe('headroom lint', () => {
	it('groups findings by file, with place, severity, rule and fixes, and exits 1 on an error', async () => {
		const { code, out } = await lint(at('uneven.headroom.yaml'));
		expect(code).toBe(1);
		expect(out).toBe(`${at('uneven.headroom.yaml')}
  6:24  error    5 heads do not divide the width 128: a head would have 25.60 dimensions.  heads-not-dividing-hidden
                 → Use 4 heads (head_dim 32) — parameters unchanged
                 → Use 8 heads (head_dim 16) — parameters unchanged
                 → Set head_dim 24 — −8.19K parameters

1 error`);
	});

	it('says nothing and exits 0 where there is nothing to say', async () => {
		expect(await lint(at('config.json'))).toEqual({ code: 0, out: '', err: '' });
	});

	it('exits 1 on more warnings than allowed', async () => {
		expect((await lint(at('narrow.headroom.yaml'))).code).toBe(0);
		expect((await lint(at('narrow.headroom.yaml'), '--max-warnings', '0')).code).toBe(1);
	});

	it('exits 2 where a file cannot be parsed, and says where', async () => {
		const broken = folderWith({ 'broken.headroom.yaml': 'model: [' })('broken.headroom.yaml');
		const { code, out } = await lint(broken);
		expect(code).toBe(2);
		expect(out).toContain('1:9  error  ');
	});

	it('searches folders for designs and leaves other JSON alone', async () => {
		const { out } = await lint(at('.'), '--format', 'json');
		expect(JSON.parse(out).map(({ file }: { file: string }) => file)).toEqual(['config.json', 'narrow.headroom.yaml', 'uneven.headroom.yaml'].map(at));
	});

	it('prints findings as JSON with zero-based lines, url, fixes and effect', async () => {
		const { out } = await lint(at('uneven.headroom.yaml'), '--format=json');
		expect(JSON.parse(out)).toMatchObject([
			{
				file: at('uneven.headroom.yaml'),
				findings: [
					{
						rule: 'heads-not-dividing-hidden',
						severity: 'error',
						range: { start: { line: 5, character: 23 }, end: { line: 5, character: 24 } },
						url: 'docs/rules/heads-not-dividing-hidden.md',
						fixes: [{ edits: [{ range: { start: { line: 5, character: 23 } }, newText: '4' }], effect: { parameters: 0 } }, {}, {}],
					},
				],
			},
		]);
	});

	it('annotates for GitHub Actions', async () => {
		const { out } = await lint(at('uneven.headroom.yaml'), '--format', 'github');
		expect(out).toMatch(
			/^::error file=.*uneven\.headroom\.yaml,line=6,col=24,endLine=6,endColumn=25,title=heads-not-dividing-hidden::5 heads do not divide the width 128%?/,
		);
	});

	it('writes the fixes that leave no choice', async () => {
		const slip = folderWith({ 'slip.headroom.yaml': design(2).replace('hidden_size', 'hiden_size') });
		expect((await lint(slip('slip.headroom.yaml'), '--fix')).code).toBe(0);
		expect(readFileSync(slip('slip.headroom.yaml'), 'utf8')).toBe(design(2));
	});

	it('takes severities and the profile from the command line', async () => {
		expect((await lint(at('narrow.headroom.yaml'), '--rule', 'head-rank-below-seq:error')).code).toBe(1);
		expect((await lint(at('narrow.headroom.yaml'), '--rule', 'head-rank-below-seq:off')).out).toBe('');
		expect((await lint(at('narrow.headroom.yaml'), '--profile', 'paper')).out).toContain('needs 128');
	});

	it.each([
		[[], 'name a file'],
		[['--format', 'xml', 'x'], '--format is one of'],
		[['--rule', 'no-such-rule:off', 'x'], 'there is no rule no-such-rule'],
		[['--rule', 'syntax:loud', 'x'], 'syntax:warning'],
		[['--profile', 'loose', 'x'], '--profile is default or paper'],
		[['--max-warnings', 'many', 'x'], '--max-warnings takes a number'],
		[[at('missing.headroom.yaml')], 'there is no such file'],
	])('refuses %j', async (args, message) => {
		await expect(lint(...args)).rejects.toThrow(UsageError);
		await expect(lint(...args)).rejects.toThrow(message);
	});
});
