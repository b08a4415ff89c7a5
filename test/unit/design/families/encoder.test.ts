import { expect, it } from 'vitest';
import { maximumPositions } from '../../../../src/design/architecture.ts';
import { readDesign } from '../../../../src/design/design.ts';
import { tensorsOf } from '../../../../src/design/tensors.ts';

function read(config: Record<string, unknown>) {
	const { architecture } = readDesign(JSON.stringify(config), { name: 'config.json' });
	if (!architecture) throw new Error('not read');
	return architecture;
}

const masks = (config: Record<string, unknown>) => read(config).layers.map(({ attention }) => attention?.mask);

it('counts positions from behind the padding token: 512 of the 514 rows of RoBERTa', () => {
	const roberta = read({ model_type: 'roberta', max_position_embeddings: 514, pad_token_id: 1 });
	expect(maximumPositions(roberta)).toBe(512);
	expect(tensorsOf(roberta).find(({ role }) => role === 'position')?.shape).toEqual([514, 768]);
});

it('sees both sides, within a window where the layer has one', () => {
	expect(masks({ model_type: 'bert', num_hidden_layers: 1 })).toEqual([{ kind: 'full' }]);
	expect(masks({ model_type: 'modernbert', num_hidden_layers: 4, local_attention: 128 })).toEqual([
		{ kind: 'full' },
		{ kind: 'band', reach: 64 },
		{ kind: 'band', reach: 64 },
		{ kind: 'full' },
	]);
	expect(masks({ model_type: 'longformer', num_hidden_layers: 2, attention_window: [32, 64] })).toEqual([
		{ kind: 'band', reach: 16 },
		{ kind: 'band', reach: 32 },
	]);
});

it('becomes a decoder where the file says so, over another model where that is said too', () => {
	const decoder = read({ model_type: 'bert', is_decoder: true, add_cross_attention: true, num_hidden_layers: 1, architectures: ['BertLMHeadModel'] });
	expect(decoder.objective).toBe('causal');
	expect(decoder.layers[0]?.attention?.mask).toEqual({ kind: 'causal' });
	expect(decoder.layers[0]?.crossAttention?.mask).toEqual({ kind: 'full' });
	expect(tensorsOf(decoder).map(({ name }) => name)).toContain('bert.encoder.layer.0.crossattention.self.query.weight');
});

it('runs ALBERT’s one layer as often as the file has layers', () => {
	const albert = read({ model_type: 'albert', num_hidden_layers: 12 });
	expect([albert.layers.length, albert.passes]).toEqual([1, 12]);
});

it('names nested groups of layers by group and place', () => {
	const names = tensorsOf(read({ model_type: 'albert', num_hidden_layers: 4, num_hidden_groups: 2, inner_group_num: 2 })).map(({ name }) => name);
	expect(names).toContain('albert.encoder.albert_layer_groups.1.albert_layers.0.attention.query.weight');
	expect(new Set(names).size).toBe(names.length);
});

it('decouples the size of heads in a design, whatever the library does', () => {
	const model = { model_type: 'roberta', hidden_size: 48, num_attention_heads: 4, head_dim: 20 };
	const { architecture } = readDesign(JSON.stringify({ model }), { name: 'a.headroom.json' });
	if (!architecture) throw new Error('not read');
	expect(architecture.layers[0]?.attention?.queryKeySize).toBe(20);
	expect(tensorsOf(architecture).find(({ role }) => role === 'output')?.shape).toEqual([48, 80]);
	expect(read(model).layers[0]?.attention?.queryKeySize).toBe(12);
});
