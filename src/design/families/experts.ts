import type { FeedForward, Part } from '../architecture.ts';
import type { Routing } from '../forward.ts';
import type { KeyName, Keys } from '../keys.ts';
import type { Decoder, DecoderSizes } from './decoder.ts';

/** Where a family's experts differ from `mlp.gate` and `mlp.experts` in every layer. */
export interface Experts {
	/** Keys with the class's defaults. */
	experts: [name: KeyName, fallback: number];
	/** Experts of each token; the file may hold a list with a number for each layer. */
	active: [name: KeyName, fallback: number];
	/** Width inside an expert; that of the dense block unless told. */
	size?: [name: KeyName, fallback: number];
	/** Which layers are routed; all unless told. The others have the dense block. */
	where?(keys: Keys, sizes: DecoderSizes): (index: number) => boolean;
	/** Width inside the block beside the experts that every token passes; 0 without one. */
	shared?(keys: Keys, size: number): number;
	/** The block of the layers that are not routed. */
	dense?(keys: Keys, usual: FeedForward): FeedForward;
	/** Anything else that every token passes: a router's bias, a gate of the shared block. */
	also?(keys: Keys, sizes: DecoderSizes & { experts: number; size: number; block: string }): Part[];
	/** True where experts have a bias that counts for their choice alone, which is no parameter (DeepSeek-V3). */
	choiceBias?: boolean;
	/** How tokens are sent. */
	routing?(keys: Keys): Routing;
	/** Module of the block, and the names inside it. */
	block?: string;
	router?: string;
	sharedName?: string;
	/** Biases of the shared block. */
	sharedBias?(keys: Keys): boolean;
	/** Tensors of all experts; gate and up together, then down, unless told. */
	parts?(place: string, experts: number, width: number, size: number): Part[];
}

/** Weights that are the softmax over all experts, with the coefficient of the balancing loss that the class has. */
export const softmaxRouting =
	(options: { normalised: (keys: Keys) => boolean; balance: number }) =>
	(keys: Keys): Routing => ({
		scores: 'softmax',
		normalised: options.normalised(keys),
		scale: 1,
		balance: keys.number('router_aux_loss_coef', options.balance, { zero: true }),
	});

/** All experts of a layer as the library stacks them, output × input. */
export const stacked = (place: string, experts: number, width: number, size: number): Part[] => [
	{ name: `${place}.gate_up_proj`, shape: [experts, 2 * size, width], role: 'expert_gate_up' },
	{ name: `${place}.down_proj`, shape: [experts, width, size], role: 'expert_down' },
];

/** A gated block of three matrices. */
export const gatedBlock = (place: string, width: number, size: number, bias = false): Part[] =>
	[
		{ name: `${place}.gate_proj`, shape: [size, width], role: 'shared_gate' as const },
		{ name: `${place}.up_proj`, shape: [size, width], role: 'shared_up' as const },
		{ name: `${place}.down_proj`, shape: [width, size], role: 'shared_down' as const },
	].flatMap(({ name, shape, role }) => [{ name: `${name}.weight`, shape, role }, ...(bias ? [{ name: `${name}.bias`, shape: shape.slice(0, 1), role }] : [])]);

/** In the kind of a layer that is routed. */
const ROUTED = 'routed';

/** How many experts each token passes, by layer. */
function activeByLayer(keys: Keys, [name, fallback]: [KeyName, number]): (index: number) => number {
	if (!Array.isArray(keys.get(keys.nameOf(name)))) {
		const active = keys.count(name, fallback);
		return () => active;
	}
	const list = keys.numbers(name, 1) ?? [];
	return (index) => list[index] ?? list.at(-1) ?? fallback;
}

/** The hooks of a decoder whose layers, or some of them, send each token to a few experts. */
export function routed(options: Experts): Required<Pick<Decoder, 'kind' | 'feedForward' | 'mixture'>> {
	const { block = '{body}layers.{layer}.mlp', router = 'gate', sharedName = 'shared_experts', parts = stacked } = options;
	return {
		kind: (keys, sizes) => {
			const where = options.where?.(keys, sizes);
			// Read where a layer is routed alone: a file without experts may say that each token passes none.
			let active: ((index: number) => number) | undefined;
			return (index) => {
				if (where !== undefined && !where(index)) return '';
				active ??= activeByLayer(keys, options.active);
				return `${ROUTED} ${active(index)}`;
			};
		},
		feedForward: (keys, usual, _sizes, _index, kind) => (kind.includes(ROUTED) ? undefined : (options.dense?.(keys, usual) ?? usual)),
		mixture: (keys, usual, sizes, index, kind) => {
			if (!kind.includes(ROUTED)) return undefined;
			const active = activeByLayer(keys, options.active)(index);
			const experts = keys.count(...options.experts);
			const size = options.size ? keys.count(...options.size) : usual.size;
			const shared = options.shared?.(keys, size) ?? 0;
			return {
				experts,
				active,
				size,
				gated: true,
				activation: usual.activation,
				...(options.routing && { routing: options.routing(keys) }),
				...(options.choiceBias && { fixed: [{ name: `${block}.${router}.e_score_correction_bias`, shape: [experts], role: 'choice_bias' as const }] }),
				...(shared > 0 && { shared }),
				parts: parts(`${block}.experts`, experts, sizes.width, size),
				always: [
					{ name: `${block}.${router}.weight`, shape: [experts, sizes.width] },
					...(shared > 0 ? gatedBlock(`${block}.${sharedName}`, sizes.width, shared, options.sharedBias?.(keys)) : []),
					...(options.also?.(keys, { ...sizes, experts, size, block }) ?? []),
				],
			};
		},
	};
}

/** Routed from a layer on, those below it dense (DeepSeek). */
export const afterDense =
	(fallback: number) =>
	(keys: Keys): ((index: number) => boolean) => {
		const dense = keys.count('first_k_dense_replace', fallback, { minimum: 0 });
		return (index) => index >= dense;
	};

/** So many shared experts side by side in one block. */
export const sharedExperts =
	(name: KeyName, fallback: number) =>
	(keys: Keys, size: number): number =>
		size * keys.count(name, fallback, { minimum: 0 });

/** As `mlp_layer_types` says; without it dense in so many first layers. */
export const sparseTypes =
	(dense: (keys: Keys) => number) =>
	(keys: Keys): ((index: number) => boolean) => {
		const types = keys.names('mlp_layer_types');
		const first = dense(keys);
		return (index) => (types?.[index] ? types[index] === 'sparse' : index >= first);
	};

/** A layer's kind out of several sides of it. */
export const kinds =
	(...sides: Required<Pick<Decoder, 'kind'>>['kind'][]): Required<Pick<Decoder, 'kind'>>['kind'] =>
	(keys, sizes) => {
		const each = sides.map((side) => side(keys, sizes));
		return (index) => each.map((side) => side(index)).join(' ');
	};

/** The gate of a shared expert (Qwen2-MoE). */
export const sharedGate: NonNullable<Experts['also']> = (_, { width, block }) => [{ name: `${block}.shared_expert_gate.weight`, shape: [1, width] }];

/** Every `decoder_sparse_step`-th layer, but not those of `mlp_only_layers` (Qwen). */
export function sparseSteps(name: KeyName, fallback: number): (keys: Keys) => (index: number) => boolean {
	return (keys) => {
		const experts = keys.count(name, fallback, { minimum: 0 });
		const step = keys.count('decoder_sparse_step', 1);
		const dense = new Set(keys.numbers('mlp_only_layers'));
		return (index) => experts > 0 && (index + 1) % step === 0 && !dense.has(index);
	};
}
