import type { Architecture, Layer, Mixer, Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { inBody } from './decoder.ts';
import { biasNowhere, type Family, labelCount, layerCount, layersOf, usualKeyNames } from './family.ts';
import { everyToken, linearParts } from './parts.ts';
import { rotary } from './positions.ts';
import { mamba2 } from './state-space.ts';

const keyNames = { ...usualKeyNames, headSize: ['head_dim', 'attention_head_dim'] as const };

const LINEAR = 'linear_attention';
const linear = (count: number): string[] => Array.from({ length: count }, () => LINEAR);
const USUAL = [LINEAR, ...Array.from({ length: 7 }, () => [...linear(5), 'hybrid']).flat(), ...linear(4), 'hybrid', ...linear(3), 'hybrid', ...linear(2)];

/** A transformer block that several layers share, once its keys are read. */
interface Shared {
	width: number;
	/** Width of what it reads: the stream beside the embeddings. */
	read: number;
	heads: number;
	kvHeads: number;
	headSize: number;
	feedForward: number;
	bias: boolean;
	rank: number;
	attentionAdapters: boolean;
	/** Hybrid layers of the model. */
	hybrids: number;
	blocks: number;
}

/**
 * `Zamba2Config`: Mamba-2 scans; hybrid layers also run one of `num_mem_blocks` transformer blocks, which they share in turns. The first
 * layer of each block owns it, with a low-rank adapter for every layer that uses it; where embeddings are not tied, each layer has its own.
 */
export const zamba2: Family = {
	modelType: 'zamba2',
	classes: ['Zamba2ForCausalLM', 'Zamba2Model', 'Zamba2ForSequenceClassification'],
	readsHeadDim: true,
	fixedHeadSize: true,
	keyNames,
	architecture(keys, { modelClass }): Architecture {
		const width = keys.count('hidden_size', 2560);
		const types = keys.names(['layer_types', 'layers_block_type']) ?? USUAL;
		const count = layerCount(keys, 'num_hidden_layers', 54);
		const hybrids = types.slice(0, count).flatMap((type, index) => (type === 'hybrid' ? [index] : []));
		const tied = keys.flag('tie_word_embeddings', true);
		const shared = readShared(keys, width, hybrids.length);
		const body = modelClass === 'Zamba2Model' ? '' : 'model.';
		const norm = { kind: 'rms', epsilon: keys.number('rms_norm_eps', 1e-5) } as const;
		const positions = keys.flag('use_long_context', false) ? 16384 : keys.count('max_position_embeddings', 4096);
		const at = (parts: readonly Part[]) => parts.map((part) => ({ ...part, name: `${body}layers.{layer}.${part.name}` }));
		const build = (kind: string): Layer => {
			const place = (mixer: Mixer): Mixer => ({ ...mixer, parts: at(mixer.parts) });
			if (kind === LINEAR) return { mixer: place(scan(keys, width, 'mamba')), norms: { mixer_norm: norm }, arrangement: 'pre' };
			const [, block, turn] = kind.split(' ');
			const own = turn === 'first' ? ownedBlock(shared, Number(block)) : [];
			const mixer = scan(keys, width, 'mamba_decoder.mamba');
			// A block that another layer owns costs this one as much; of the adapters each layer passes its own.
			const passed =
				(own.length === 0 ? matrices(ownedBlock(shared, Number(block)).filter(({ multiplies }) => multiplies)) : 0) + matrices(adapters(shared, 0));
			return {
				attention: {
					heads: shared.heads,
					kvHeads: shared.kvHeads,
					queryKeySize: shared.headSize,
					valueSize: shared.headSize,
					mask: { kind: 'causal' },
					bias: biasNowhere,
					shared: true,
				},
				mixer: place({ ...mixer, scanFlops: mixer.scanFlops + 2 * passed }),
				norms: {},
				arrangement: 'pre',
				parts: at([{ name: 'mamba_decoder.input_layernorm.weight', shape: [width] }, ...everyToken(linearParts('linear', width, width, false)), ...own]),
			};
		};
		const order = new Map(hybrids.map((index, nth) => [index, nth]));
		return {
			modelType: 'zamba2',
			modelClass,
			objective: 'causal',
			vocabulary: keys.count('vocab_size', 32000),
			width,
			embedding: {
				positions: keys.flag('use_mem_rope', false) ? rotary(keys, shared.headSize, { maximum: positions }) : { kind: 'none', maximum: positions },
				tokenTypes: 0,
			},
			layers: layersOf(
				count,
				(index) => {
					const nth = order.get(index);
					return nth === undefined ? LINEAR : `hybrid ${nth % shared.blocks} ${nth < shared.blocks || !tied ? 'first' : 'later'}`;
				},
				build,
			),
			finalNorm: norm,
			heads:
				modelClass === 'Zamba2ForCausalLM'
					? [{ kind: 'language-model', tied, bias: false }]
					: modelClass === 'Zamba2ForSequenceClassification'
						? [{ kind: 'classifier', labels: labelCount(keys), bias: false }]
						: [],
			initializerRange: keys.number('initializer_range', 0.02),
			names: inBody(
				{
					token: '{body}embed_tokens',
					mixer_norm: '{body}layers.{layer}.input_layernorm',
					final_norm: '{body}final_layernorm',
					head: 'lm_head',
					classifier: 'score',
				},
				body,
			),
		};
	},
};

function readShared(keys: Keys, width: number, hybrids: number): Shared {
	const heads = keys.count('num_attention_heads', 32);
	return {
		width,
		read: keys.count('attention_hidden_size', 2 * width, { origin: 'derived' }),
		heads,
		kvHeads: keys.size('num_key_value_heads', undefined) ?? heads,
		headSize: keys.count(keyNames.headSize, Math.max(1, Math.floor((2 * width) / heads)), { origin: 'derived' }),
		feedForward: keys.size('intermediate_size', undefined) ?? 4 * width,
		bias: keys.flag('add_bias_linear', false),
		rank: keys.count('adapter_rank', 128),
		attentionAdapters: keys.flag('use_shared_attention_adapter', false),
		hybrids,
		blocks: keys.count('num_mem_blocks', 1),
	};
}

const scan = (keys: Keys, width: number, module: string): Mixer =>
	mamba2(module, {
		width,
		inner: keys.count('mamba_expand', 2) * width,
		heads: keys.count('n_mamba_heads', 8),
		groups: keys.count('mamba_ngroups', 1),
		state: keys.count('mamba_d_state', 64),
		kernel: keys.count('mamba_d_conv', 4),
		bias: keys.flag('add_bias_linear', false),
		// The class has one whatever `use_conv_bias` says.
		convolutionBias: true,
	});

/** The tensors of one shared block. */
function ownedBlock(shared: Shared, block: number): Part[] {
	const { width, read, heads, kvHeads, headSize, feedForward, bias } = shared;
	const inside = 'shared_transformer';
	const users = Array.from({ length: shared.hybrids }, (_, nth) => nth).filter((nth) => nth % shared.blocks === block);
	return [
		...everyToken([
			...linearParts(`${inside}.self_attn.q_proj`, read, heads * headSize, false),
			...linearParts(`${inside}.self_attn.k_proj`, read, kvHeads * headSize, false),
			...linearParts(`${inside}.self_attn.v_proj`, read, kvHeads * headSize, false),
			...linearParts(`${inside}.self_attn.o_proj`, heads * headSize, width, false),
			...linearParts(`${inside}.feed_forward.gate_up_proj`, width, 2 * feedForward, bias),
			...linearParts(`${inside}.feed_forward.down_proj`, feedForward, width, bias),
		]),
		{ name: `${inside}.input_layernorm.weight`, shape: [read] },
		{ name: `${inside}.pre_ff_layernorm.weight`, shape: [width] },
		...users.flatMap((nth) => adapters(shared, nth)),
	];
}

/** The adapters of the `nth` hybrid layer. */
function adapters({ width, read, feedForward, rank, attentionAdapters }: Shared, nth: number): Part[] {
	const adapter = (list: string, input: number, output: number): Part[] => [
		...linearParts(`shared_transformer.${list}.${nth}.0`, input, rank, false),
		...linearParts(`shared_transformer.${list}.${nth}.1`, rank, output, false),
	];
	return [
		...(attentionAdapters ? ['q', 'k', 'v'].flatMap((name) => adapter(`self_attn.linear_${name}_adapter_list`, read, read)) : []),
		...adapter('feed_forward.gate_up_proj_adapter_list', width, 2 * feedForward),
	];
}

const matrices = (parts: readonly Part[]): number =>
	parts.filter(({ shape }) => shape.length === 2).reduce((sum, { shape }) => sum + (shape[0] as number) * (shape[1] as number), 0);
