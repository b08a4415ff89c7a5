import type { Keys } from '../keys.ts';
import type { KeyValue } from '../source.ts';
import { type DecoderSizes, decoder } from './decoder.ts';
import { stacked } from './experts.ts';
import { sameBias } from './family.ts';
import { firstBorrower, layerInputParts, layerInputs } from './gemma3n_text.ts';
import { fourNormNames, fourNorms } from './norms.ts';
import { bidirectional, byType, every, masksOf } from './positions.ts';

const BORROWS = 'borrows keys and values';

/** Five windowed layers to each full one; the last one is full whatever the file says. */
function isFull(keys: Keys, { layers }: DecoderSizes): (index: number) => boolean {
	const type = byType(keys, every(6, 'full_attention', 'sliding_attention'));
	return (index) => index === layers - 1 || type(index) === 'full_attention';
}

const isMap = (value: KeyValue | undefined): value is { [key: string]: KeyValue } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A layer's index as files write it, with zeros in front where there are ten layers and more. */
const layerNames = (index: number): string[] => [1, 2, 3, 4].map((width) => String(index).padStart(width, '0'));

/** Size of a layer's heads and number of its key/value heads: by `per_layer_config` where the file has it, else by two keys for the full layers. */
function headsOf(keys: Keys, { headSize, kvHeads }: DecoderSizes, full: boolean, index: number): [size: number, kvHeads: number] {
	const byLayer = keys.get('per_layer_config');
	if (isMap(byLayer)) {
		const own = layerNames(index)
			.map((name) => (Object.hasOwn(byLayer, name) ? byLayer[name] : undefined))
			.find(isMap);
		const told = (name: string, usual: number) => (Number.isInteger(own?.[name]) && Number(own?.[name]) > 0 ? Number(own?.[name]) : usual);
		return [told('head_dim', headSize), told('num_key_value_heads', kvHeads)];
	}
	if (!full) return [headSize, kvHeads];
	const size = keys.count('global_head_dim', 512);
	return [size, keys.flag('attention_k_eq_v', false) ? keys.count('num_global_key_value_heads', kvHeads, { origin: 'derived' }) : kvHeads];
}

const inputSize = (keys: Keys): number => keys.count('hidden_size_per_layer_input', 256, { minimum: 0 });

/** `Gemma4TextConfig`: full layers have heads of another size; values may be keys, upper layers may borrow both; experts beside the dense block by a switch. */
export const gemma4Text = decoder({
	modelType: 'gemma4_text',
	prefix: 'Gemma4',
	bodyClass: 'Gemma4TextModel',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 2304,
		layers: 30,
		heads: 8,
		kvHeads: 4,
		headSize: 256,
		feedForward: 9216,
		positions: 131072,
		vocabulary: 262144,
		tied: true,
		base: 1e6,
		activation: 'gelu_pytorch_tanh',
	},
	activationKey: 'hidden_activation',
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys, sizes) => {
		const full = isFull(keys, sizes);
		const usual = masksOf(keys, { window: keys.size('sliding_window', 512), usual: (index) => (full(index) ? 'full_attention' : 'sliding_attention') });
		const mask = (index: number) => (full(index) ? ({ kind: 'causal' } as const) : usual(index));
		return keys.get('use_bidirectional_attention') === 'all' ? (index) => bidirectional(mask(index)) : mask;
	},
	kind: (keys, sizes) => {
		const full = isFull(keys, sizes);
		const first = firstBorrower(keys, sizes, 0);
		return (index) => [full(index) ? 'full' : 'windowed', ...headsOf(keys, sizes, full(index), index), index >= first && first >= 0 ? BORROWS : ''].join(' ');
	},
	attention: (keys, sizes, norm, _mask, kind, index) => {
		const full = kind.startsWith('full');
		const [size, kvHeads] = headsOf(keys, sizes, full, index);
		return {
			queryKeySize: size,
			valueSize: size,
			kvHeads,
			queryKeyNorm: { norm, query: [size], key: [size] },
			...(full && keys.flag('attention_k_eq_v', false) && { keysAsValues: true }),
			...(kind.endsWith(BORROWS) && { borrowedKeyValues: true }),
		};
	},
	feedForward: (keys, usual, sizes, _index, kind) =>
		kind.endsWith(BORROWS) && firstBorrower(keys, sizes, 0) > 0 && keys.flag('use_double_wide_mlp', false) ? { ...usual, size: 2 * usual.size } : usual,
	mixture: (keys, { activation }, { width }) => {
		if (!keys.flag('enable_moe_block', false)) return undefined;
		const experts = keys.count('num_experts', 128);
		const size = keys.count('moe_intermediate_size', 704);
		const name = '{body}layers.{layer}';
		return {
			experts,
			active: keys.count('top_k_experts', 8),
			size,
			gated: true,
			activation,
			parts: stacked(`${name}.experts`, experts, width, size),
			always: [
				{ name: `${name}.router.proj.weight`, shape: [experts, width] },
				{ name: `${name}.router.scale`, shape: [width] },
				{ name: `${name}.router.per_expert_scale`, shape: [experts] },
				{ name: `${name}.post_feedforward_layernorm_1.weight`, shape: [width] },
				{ name: `${name}.post_feedforward_layernorm_2.weight`, shape: [width] },
				{ name: `${name}.pre_feedforward_layernorm_2.weight`, shape: [width] },
			],
		};
	},
	embedding: (keys, sizes) => (inputSize(keys) > 0 ? { parts: layerInputs(keys, sizes, inputSize(keys)) } : {}),
	layer: (keys, norm, { width }) => ({ ...fourNorms(norm), ...(inputSize(keys) > 0 && { parts: layerInputParts(width, inputSize(keys)) }) }),
	names: fourNormNames,
});
