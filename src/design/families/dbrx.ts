import { decoder } from './decoder.ts';
import { rotary } from './positions.ts';

/** `DbrxConfig`: layer norms without shift, sixteen experts; key/value heads and experts stand in maps of their own. */
export const dbrx = decoder({
	modelType: 'dbrx',
	prefix: 'Dbrx',
	classes: ['ForCausalLM', 'Model'],
	body: 'transformer',
	defaults: { width: 2048, layers: 24, heads: 16, feedForward: 3584, positions: 2048, vocabulary: 32000 },
	readsHeadDim: false,
	ungrouped: true,
	keyNames: {
		width: ['hidden_size', 'd_model'],
		layers: ['num_hidden_layers', 'n_layers'],
		heads: ['num_attention_heads', 'n_heads'],
		positions: ['max_position_embeddings', 'max_seq_len'],
		feedForward: 'ffn_config.ffn_hidden_size',
	},
	norm: () => ({ kind: 'layer', epsilon: 1e-5, bias: false }),
	positions: (keys, { headSize, positions }) => rotary(keys.inside('attn_config'), headSize, { maximum: positions }),
	attention: (keys, { width, headSize, decoupled }) => {
		const kvHeads = keys.inside('attn_config').count('kv_n_heads', 1);
		const rows = { query: width, key: kvHeads * headSize, value: kvHeads * headSize };
		return { fused: 'blocks', kvHeads, ...(!decoupled && { rows, outputInput: width }) };
	},
	feedForward: () => undefined,
	mixture: (keys, { activation }, { width }) => {
		const inside = keys.inside('ffn_config');
		const experts = inside.count('moe_num_experts', 4);
		const size = inside.count('ffn_hidden_size', 3584);
		// The usual reader does not look into maps.
		keys.resolved.set('ffn_config.ffn_hidden_size', { value: size, from: inside.has('ffn_hidden_size') ? 'file' : 'default' });
		const block = '{body}blocks.{layer}.ffn';
		return {
			experts,
			active: inside.count('moe_top_k', 1),
			size,
			gated: true,
			activation,
			parts: ['w1', 'v1', 'w2'].map((name) => ({ name: `${block}.experts.mlp.${name}`, shape: [experts * size, width] })),
			always: [{ name: `${block}.router.layer.weight`, shape: [experts, width] }],
		};
	},
	names: {
		token: '{body}wte',
		query_key_value: '{body}blocks.{layer}.norm_attn_norm.attn.Wqkv',
		output: '{body}blocks.{layer}.norm_attn_norm.attn.out_proj',
		attention_norm: '{body}blocks.{layer}.norm_attn_norm.norm_1',
		feed_forward_norm: '{body}blocks.{layer}.norm_attn_norm.norm_2',
		final_norm: '{body}norm_f',
	},
});
