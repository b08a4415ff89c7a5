import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diff } from '../../../src/cli/diff.ts';
import { UsageError } from '../../../src/cli/usage.ts';
import { folderWith, runCommand } from './command.ts';

const design = (heads: number, rest = '') =>
	`model:\n  model_type: llama\n  vocab_size: 256\n  hidden_size: 128\n  num_hidden_layers: 2\n  num_attention_heads: ${heads}\n  intermediate_size: 384\n${rest}data:\n  sequence_length: 128\n`;
const at = folderWith({
	'two.headroom.yaml': design(2),
	'sixteen.headroom.yaml': design(16, '  num_key_value_heads: 4\n'),
	'broken.headroom.yaml': 'model: [',
});
const run = (...args: string[]) => runCommand(diff, args);

describe('headroom diff', () => {
	it('sets the figures of two designs beside each other, with the keys and findings that differ', async () => {
		const { code, out } = await run(at('two.headroom.yaml'), at('sixteen.headroom.yaml'));
		expect(code).toBe(0);
		const rows = out.split('\n').map((line) => line.trim().split(/ {2,}/));
		expect(rows).toContainEqual(['parameters', '492K', '443K', '−49.2K (−10 %)']);
		expect(rows).toContainEqual(['KV cache per token', '1 KiB', '256 bytes', '−768 bytes (−75 %)']);
		expect(rows).toContainEqual(['score rank of a head', '64', '8', '−56 (−88 %)']);
		expect(rows).toContainEqual(['num_attention_heads', '2', '16']);
		expect(out).toContain('+ Each head');
	});

	it('writes Markdown for a pull request', async () => {
		const { out } = await run(at('two.headroom.yaml'), at('sixteen.headroom.yaml'), '--markdown');
		expect(out).toContain('| parameters | 492K | 443K | −49.2K\u00a0(−10\u00a0%) |');
		expect(out).toContain('| `num_attention_heads` | `2` | `16` |');
		expect(out).toContain('**New findings**\n\n- warning `head-rank-below-seq`:');
	});

	it('prints the same as JSON', async () => {
		const { out } = await run(at('two.headroom.yaml'), at('sixteen.headroom.yaml'), '--json');
		expect(JSON.parse(out)).toMatchObject({ figures: [{ name: 'parameters', before: '492K', after: '443K' }, {}, {}, {}, {}, {}, {}, {}], lost: [] });
	});

	it('compares a file with its git revision', async () => {
		const inRepository = folderWith({ 'a.headroom.yaml': design(2) });
		const git = (...args: string[]) =>
			execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], { cwd: dirname(inRepository('a')) });
		git('init', '-q');
		git('add', '.');
		git('commit', '-qm', 'first');
		writeFileSync(inRepository('a.headroom.yaml'), design(4));
		const { out } = await run(inRepository('a.headroom.yaml'));
		expect(out).toMatch(/num_attention_heads +2 +4/);
	});

	it('exits 1 where the second design gains an error', async () => {
		const uneven = folderWith({ 'five.headroom.yaml': design(5) });
		expect((await run(at('two.headroom.yaml'), uneven('five.headroom.yaml'))).code).toBe(1);
	});

	it.each([
		[[], 'name one file or two'],
		[[at('broken.headroom.yaml'), at('two.headroom.yaml')], 'cannot be parsed'],
		[[at('two.headroom.yaml'), '--revision', 'nowhere'], 'git has no'],
		[[at('two.headroom.yaml'), '--revision=--output=x'], 'is no revision'],
	])('refuses %j', async (args, message) => {
		await expect(run(...args)).rejects.toThrow(UsageError);
		await expect(run(...args)).rejects.toThrow(message);
	});
});
