import { expect, it } from 'vitest';
import { flops } from '../../../../src/analysis/flops.ts';
import { readDesign } from '../../../../src/design/design.ts';
import { tensorsOf } from '../../../../src/design/tensors.ts';

function read(config: Record<string, unknown>) {
	const { architecture } = readDesign(JSON.stringify(config), { name: 'config.json' });
	if (!architecture) throw new Error('not read');
	return architecture;
}

const falcon = (config: Record<string, unknown>) => {
	const attention = read({ model_type: 'falcon', num_attention_heads: 8, hidden_size: 64, num_kv_heads: 2, ...config }).layers[0]?.attention;
	return [attention?.kvHeads, attention?.fused];
};

it('reads Falcon’s three ways to share keys and values', () => {
	expect(falcon({})).toEqual([1, 'groups']);
	expect(falcon({ new_decoder_architecture: true })).toEqual([2, 'groups']);
	expect(falcon({ multi_query: false })).toEqual([8, 'heads']);
});

it('reads GPT-Neo’s pattern of local and global layers', () => {
	const { layers } = read({ model_type: 'gpt_neo', num_layers: 4, window_size: 16, attention_types: [[['global', 'local'], 2]] });
	expect(layers.map(({ attention }) => attention?.mask)).toEqual([
		{ kind: 'causal' },
		{ kind: 'causal-window', window: 16 },
		{ kind: 'causal' },
		{ kind: 'causal-window', window: 16 },
	]);
});

it('rotates the share of each head that the file says', () => {
	const dimensions = (config: Record<string, unknown>) => {
		const { positions } = read(config).embedding;
		return positions.kind === 'rotary' ? positions.dimensions : undefined;
	};
	expect(dimensions({ model_type: 'gpt_neox', hidden_size: 512, num_attention_heads: 8, rotary_pct: 0.25 })).toBe(16);
	expect(dimensions({ model_type: 'gptj', rotary_dim: 64 })).toBe(64);
	expect(dimensions({ model_type: 'persimmon', hidden_size: 512, num_attention_heads: 8 })).toBe(32);
});

it('counts the projections around OPT’s narrow embeddings as work of every token', () => {
	const opt = (narrow: number) =>
		read({ model_type: 'opt', hidden_size: 48, ffn_dim: 80, num_attention_heads: 4, vocab_size: 97, word_embed_proj_dim: narrow });
	const perToken = (narrow: number) => flops(opt(narrow), 1).forwardPerToken.value ?? 0;
	expect(perToken(24) - perToken(48)).toBe(2 * (2 * 24 * 48 + 97 * 24 - 97 * 48));
	expect(tensorsOf(opt(24)).find(({ role }) => role === 'position')?.shape).toEqual([2050, 48]);
});

it('gives Helium’s output projection the width of the model, unless a design decouples the heads', () => {
	const model = { model_type: 'helium', hidden_size: 64, num_attention_heads: 4, head_dim: 24 };
	const output = (architecture = read(model)) => tensorsOf(architecture).find(({ role }) => role === 'output')?.shape;
	expect(output()).toEqual([64, 64]);
	expect(output(readDesign(JSON.stringify({ model }), { name: 'a.headroom.json' }).architecture)).toEqual([64, 96]);
});
