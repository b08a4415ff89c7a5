import { describe, expect, it } from 'vitest';
import { inspect } from '../../../src/cli/inspect.ts';
import { UsageError } from '../../../src/cli/usage.ts';
import { folderWith, runCommand } from './command.ts';

const at = folderWith({
	'llama-3-8b.json':
		'{"model_type": "llama", "hidden_size": 4096, "num_attention_heads": 32, "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 128256, "max_position_embeddings": 8192}',
	'unknown.json': '{"model_type": "resnet"}',
	'broken.json': '{"model_type": "llama", ',
});
const run = (...args: string[]) => runCommand(inspect, args);

describe('headroom inspect', () => {
	it('prints a table that names every figure', async () => {
		const { code, out } = await run(at('llama-3-8b.json'));
		expect(code).toBe(0);
		for (const part of [
			'8,030,261,248  (8.03B, exact)',
			'32 heads of 128, 8 key/value, causal; score rank ≤ 128, 4096 needed at 8,192 tokens',
			'128 KiB per token, 1 GiB at 8,192 tokens',
			'head_dim 128 (derived)',
		])
			expect(out).toContain(part);
	});

	it('prints the object that the contract describes', async () => {
		const { out } = await run(at('llama-3-8b.json'), '--json');
		expect(JSON.parse(out)).toMatchObject({
			schema: 1,
			file: at('llama-3-8b.json'),
			dialect: 'huggingface',
			family: { model_type: 'llama', class: 'LlamaForCausalLM', known: true },
			parameters: { total: 8030261248, active: 8030261248, status: 'exact', layer_groups: [{ stack: 'layers', each: 218112000, active: 218112000 }] },
			attention: [{ kind: 'full', causal: true, heads: 32, kv_heads: 8, qk_head_dim: 128, v_head_dim: 128, context: 8192, rank_bound: 128, rank_needed: 4096 }],
			kv_cache: { bytes_per_token: 131072, status: 'exact' },
			flops: { status: 'exact' },
			training_memory: { status: 'bounded' },
			resolved: { head_dim: { value: 128, from: 'derived' }, hidden_size: { value: 4096, from: 'file' }, rope_theta: { value: 10000, from: 'default' } },
			findings: [],
		});
	});

	it('gives an array for several files', async () => {
		expect(JSON.parse((await run(at('llama-3-8b.json'), at('unknown.json'), '--json')).out)).toHaveLength(2);
	});

	it('asks for another context, batch and type of the cache', async () => {
		const { out } = await run(at('llama-3-8b.json'), '--json', '--sequence', '2048', '--dtype', 'int8');
		expect(JSON.parse(out)).toMatchObject({ attention: [{ context: 2048, rank_needed: 1024 }], kv_cache: { bytes_per_token: 65536, bytes: 65536 * 2048 } });
	});

	it('guesses nothing of an unknown family', async () => {
		const { code, out } = await run(at('unknown.json'), '--json');
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			family: { known: false },
			parameters: { total: null, status: 'unknown' },
			attention: [],
			findings: [{ rule: 'unknown-family' }],
		});
	});

	it('exits 2 with one line where a file cannot be parsed', async () => {
		const { code, out, err } = await run(at('broken.json'));
		expect({ code, out }).toEqual({ code: 2, out: '' });
		expect(err.split('\n')).toEqual([expect.stringMatching(/broken\.json:1:\d+: JSON: /)]);
	});

	it.each([
		[[], 'name a file'],
		[['--sequence', '0', 'x'], '--sequence takes a whole number'],
		[['--dtype', 'int3', 'x'], '--dtype is one of'],
		[[at('missing.json')], 'there is no such file'],
	])('refuses %j', async (args, message) => {
		await expect(run(...args)).rejects.toThrow(UsageError);
		await expect(run(...args)).rejects.toThrow(message);
	});
});
