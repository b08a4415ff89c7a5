import {
	type Architecture,
	type Attention,
	type Embedding,
	type FeedForward,
	type Head,
	type LAYER_NORM_ROLES,
	type Layer,
	layerGroups,
	type Norm,
	type Part,
	type Role,
	type TensorNames,
} from './architecture.ts';

/** What part of the model a tensor belongs to; the count's breakdown goes by it. */
export type Component =
	| 'embedding.tokens'
	| 'embedding.positions'
	| 'embedding.token_types'
	| 'embedding.norm'
	| 'embedding.other'
	| 'encoder.embedding'
	| 'encoder.attention'
	| 'encoder.mixer'
	| 'encoder.feed_forward'
	| 'encoder.experts'
	| 'encoder.norms'
	| 'encoder.other'
	| 'layers.attention'
	| 'layers.cross_attention'
	| 'layers.mixer'
	| 'layers.feed_forward'
	| 'layers.experts'
	| 'layers.norms'
	| 'layers.other'
	| 'final_norm'
	| 'head';

export interface Tensor {
	/** The library's own name, as in its checkpoints. */
	name: string;
	shape: readonly number[];
	component: Component;
	role: Role;
	part: 'weight' | 'bias';
	/** Index of the layer, absent outside layers. */
	layer?: number;
	/** Set where the family says whether every token is multiplied by it. */
	multiplies?: boolean;
	/** Set where a token passes only some of the experts that this tensor holds. */
	routed?: { experts: number; active: number };
	/** Set where it is no parameter (`Mixture.fixed`). */
	fixed?: true;
}

/** Tensors of one layer that stand for all layers like it; outside layers `layers` is empty and they stand for themselves. */
export interface TensorGroup {
	/** `{layer}` in the names stands for the layer's index. */
	tensors: Tensor[];
	layers: number[];
}

export const elements = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Every tensor of the model, once each (tied weights once), in the order of the library's forward pass. */
export function tensorsOf(architecture: Architecture): Tensor[] {
	const groups = tensorGroups(architecture);
	let stage = 0;
	const placed = groups.flatMap((group, index) => {
		const previous = groups[index - 1];
		// Groups of one stack of layers are one stage, inside which the layers come in their own order.
		if (previous === undefined || previous.layers.length === 0 || group.layers.length === 0 || inEncoder(previous) !== inEncoder(group)) stage++;
		return (group.layers.length === 0 ? [undefined] : group.layers).map((layer) => ({ stage, layer, tensors: group.tensors }));
	});
	placed.sort((a, b) => a.stage - b.stage || (a.layer ?? 0) - (b.layer ?? 0));
	return placed.flatMap(({ layer, tensors }) =>
		layer === undefined ? tensors : tensors.map((tensor) => ({ ...tensor, name: nameInLayer(tensor.name, layer), layer })),
	);
}

/** What a file of the model holds beside its parameters (`Mixture.fixed`); engine and checkpoints keep it. */
export function fixedTensorsOf({ layers, modelType, names }: Architecture): Tensor[] {
	return layers.flatMap(({ mixture }, layer) =>
		new Tensors(modelType, names)
			.parts(mixture?.fixed, 'other', 'layers.experts')
			.list.map((tensor) => ({ ...tensor, name: nameInLayer(tensor.name, layer), layer, fixed: true as const })),
	);
}

/** Puts a layer's index in place of `{layer}`; `{layer/n}` and `{layer%n}` are its group of n and its place in it (ALBERT). */
const nameInLayer = (name: string, layer: number): string =>
	name.replace(/\{layer(?:([/%])(\d+))?\}/g, (_, operator: string | undefined, by: string) =>
		String(operator === undefined ? layer : operator === '/' ? Math.floor(layer / Number(by)) : layer % Number(by)),
	);

const inEncoder = ({ tensors }: TensorGroup): boolean => tensors[0]?.component.startsWith('encoder.') ?? false;

/** The tensors of a model, layers that are alike once. */
export function tensorGroups(architecture: Architecture): TensorGroup[] {
	const { names, width, embedding, encoder, layers, finalNorm, heads, vocabulary } = architecture;
	const outside = (tensors: Tensor[]): TensorGroup => ({ tensors, layers: [] });
	const encoderWidth = encoder?.width ?? width;
	const inLayers = (of: readonly Layer[], scheme: TensorNames, stack: 'layers' | 'encoder'): TensorGroup[] =>
		layerGroups(of).map(({ layer, indices }) => ({
			tensors: layerTensors(layer, new Tensors(architecture.modelType, scheme), stack === 'encoder' ? encoderWidth : width, stack),
			layers: indices,
		}));
	const norm = (scheme: TensorNames, of: Norm | undefined, component: Component): TensorGroup[] =>
		of
			? [outside(new Tensors(architecture.modelType, scheme).norm('final_norm', of, [component === 'encoder.norms' ? encoderWidth : width], component).list)]
			: [];
	const groups = [
		outside(embeddingTensors(embedding, new Tensors(architecture.modelType, names), width, vocabulary, false)),
		...(encoder
			? [
					...(encoder.embedding
						? [outside(embeddingTensors(encoder.embedding, new Tensors(architecture.modelType, encoder.names), encoderWidth, vocabulary, true))]
						: []),
					...inLayers(encoder.layers, encoder.names, 'encoder'),
					...norm(encoder.names, encoder.finalNorm, 'encoder.norms'),
				]
			: []),
		...inLayers(layers, names, 'layers'),
		...norm(names, finalNorm, 'final_norm'),
		outside(heads.flatMap((head) => headTensors(head, new Tensors(architecture.modelType, names), architecture))),
	];
	return groups.filter(({ tensors }) => tensors.length > 0);
}

/** Collects tensors under one naming scheme. */
class Tensors {
	readonly list: Tensor[] = [];

	constructor(
		private readonly modelType: string,
		private readonly names: TensorNames,
	) {}

	add(role: Role, part: Tensor['part'], shape: readonly number[], component: Component, name = this.names[role]): this {
		if (name === undefined) throw new Error(`${this.modelType}: no name for ${role}`);
		this.list.push({ name: `${name}.${part}`, shape, component, role, part });
		return this;
	}

	linear(role: Role, input: number, output: number, bias: boolean, component: Component, inputFirst = this.names.inputFirst ?? false): this {
		this.add(role, 'weight', inputFirst ? [input, output] : [output, input], component);
		return bias ? this.add(role, 'bias', [output], component) : this;
	}

	norm(role: Role, { kind, bias, scale }: Norm, shape: readonly number[], component: Component): this {
		if (scale !== false) this.add(role, 'weight', shape, component);
		return kind === 'layer' && scale !== false && bias !== false ? this.add(role, 'bias', shape, component) : this;
	}

	parts(parts: readonly Part[] | undefined, role: Role, component: Component, routed?: Tensor['routed']): this {
		for (const { name, shape, multiplies, role: own = role } of parts ?? []) {
			const part = name.endsWith('bias') ? 'bias' : 'weight';
			this.list.push({ name, shape, component, role: own, part, ...(multiplies !== undefined && { multiplies }), ...(routed && { routed }) });
		}
		return this;
	}

	/** Where a scheme holds the whole name of a tensor that is no module's weight. */
	bare(role: Role, shape: readonly number[], component: Component): this {
		return this.parts([{ name: this.names[role] ?? '', shape }], role, component);
	}

	get vocabularyBias(): string | undefined {
		return this.names.headBias ?? this.names.head;
	}
}

function embeddingTensors(embedding: Embedding, tensors: Tensors, width: number, vocabulary: number, encoder: boolean): Tensor[] {
	const component = (own: Component): Component => (encoder ? 'encoder.embedding' : own);
	const tableWidth = embedding.width ?? width;
	if (embedding.tokens !== false) tensors.add('token', 'weight', [vocabulary + (embedding.extraTokens ?? 0), tableWidth], component('embedding.tokens'));
	const { positions, tokenTypes, norm, projection, projectedNorm, parts } = embedding;
	const otherWidth = embedding.tableWidth ?? tableWidth;
	if (positions.kind === 'learned' && !positions.inParts)
		tensors.add('position', 'weight', [positions.count + (positions.offset ?? 0), otherWidth], component('embedding.positions'));
	if (tokenTypes > 0) tensors.add('token_type', 'weight', [tokenTypes, otherWidth], component('embedding.token_types'));
	if (norm) tensors.norm('embedding_norm', norm, [projectedNorm ? width : tableWidth], component('embedding.norm'));
	if (projection) {
		tensors.linear('projection', projection.from ?? tableWidth, width, projection.bias, component('embedding.other'));
		if (projection.back) tensors.linear('projection_back', width, tableWidth, projection.bias, component('embedding.other'));
	}
	return tensors.parts(parts, 'other', component('embedding.other')).list;
}

function layerTensors(layer: Layer, tensors: Tensors, width: number, stack: 'layers' | 'encoder'): Tensor[] {
	const { attention, crossAttention, mixer, feedForward, mixture, norms, parts } = layer;
	const normNamed = (role: (typeof LAYER_NORM_ROLES)[number]) => {
		const norm = norms[role];
		if (norm) tensors.norm(role, norm, [width], `${stack}.norms`);
	};
	if (layer.arrangement !== 'post') normNamed('attention_norm');
	if (attention && !attention.shared && !attention.inMixture) attentionTensors(attention, tensors, width, `${stack}.attention`);
	if (layer.arrangement === 'post') normNamed('attention_norm');
	normNamed('post_attention_norm');
	normNamed('cross_attention_norm');
	if (crossAttention) crossAttentionTensors(crossAttention, tensors, width);
	normNamed('mixer_norm');
	tensors.parts(mixer?.parts, 'mixer', `${stack}.mixer`);
	if (layer.arrangement !== 'post') normNamed('feed_forward_norm');
	if (feedForward) feedForwardTensors(feedForward, tensors, width, `${stack}.feed_forward`);
	if (mixture) {
		const { experts, active } = mixture;
		tensors.parts(mixture.always, 'router', `${stack}.experts`).parts(mixture.parts, 'experts', `${stack}.experts`, { experts, active });
	}
	if (layer.arrangement === 'post') normNamed('feed_forward_norm');
	normNamed('post_feed_forward_norm');
	return tensors.parts(parts, 'other', `${stack}.other`).list;
}

function attentionTensors(a: Attention, tensors: Tensors, width: number, component: Component): void {
	if (a.parts) {
		tensors.parts(a.parts, 'other', component);
		return;
	}
	const { query: queryBias, key: keyBias, value: valueBias, output: outputBias } = a.bias;
	const { query, key, value } = a.rows ?? {
		query: a.heads * a.queryKeySize * (a.outputGate ? 2 : 1),
		key: a.kvHeads * a.queryKeySize,
		value: a.kvHeads * a.valueSize,
	};
	if (a.latent) latentTensors(a, a.latent, tensors, width, component);
	else if (a.fused) tensors.linear('query_key_value', width, query + key + value, queryBias, component);
	else {
		tensors.linear('query', width, query, queryBias, component);
		if (!a.borrowedKeyValues) tensors.linear('key', width, key, keyBias, component);
		if (!a.borrowedKeyValues && !a.keysAsValues) tensors.linear('value', width, value, valueBias, component);
	}
	tensors.linear('output', a.outputInput ?? a.heads * a.valueSize, width, outputBias, component);
	if (a.queryKeyNorm && !a.queryKeyNorm.apart) {
		tensors.norm('query_norm', a.queryKeyNorm.norm, a.queryKeyNorm.query, component);
		if (!a.borrowedKeyValues) tensors.norm('key_norm', a.queryKeyNorm.norm, a.queryKeyNorm.key, component);
	}
	if (a.sinks) tensors.bare('sinks', [a.heads], component);
	if (a.relativeBias?.owned) tensors.add('relative_bias', 'weight', [a.relativeBias.buckets, a.heads], component);
}

function latentTensors(
	{ heads, valueSize, bias }: Attention,
	latent: NonNullable<Attention['latent']>,
	tensors: Tensors,
	width: number,
	component: Component,
): void {
	const { queryRank, keyValueRank, contentSize, rotarySize, norm } = latent;
	const query = heads * (contentSize + rotarySize);
	if (queryRank === 0) tensors.linear('query', width, query, bias.query, component);
	else {
		tensors.linear('query_down', width, queryRank, bias.query, component);
		tensors.norm('query_down_norm', norm, [queryRank], component);
		tensors.linear('query_up', queryRank, query, false, component);
	}
	tensors.linear('key_value_down', width, keyValueRank + rotarySize, bias.key, component);
	tensors.norm('key_value_norm', norm, [keyValueRank], component);
	tensors.linear('key_value_up', keyValueRank, heads * (contentSize + valueSize), false, component);
}

function crossAttentionTensors(a: Attention, tensors: Tensors, width: number): void {
	const component = 'layers.cross_attention';
	tensors.linear('cross_query', width, a.heads * a.queryKeySize, a.bias.query, component);
	const [key, value] = [a.kvHeads * a.queryKeySize, a.kvHeads * a.valueSize];
	if (a.fused) tensors.linear('cross_key_value', width, key + value, a.bias.key, component);
	else {
		tensors.linear('cross_key', width, key, a.bias.key, component);
		tensors.linear('cross_value', width, value, a.bias.value, component);
	}
	tensors.linear('cross_output', a.outputInput ?? a.heads * a.valueSize, width, a.bias.output, component);
	if (a.queryKeyNorm) {
		tensors.norm('cross_query_norm', a.queryKeyNorm.norm, a.queryKeyNorm.query, component);
		tensors.norm('cross_key_norm', a.queryKeyNorm.norm, a.queryKeyNorm.key, component);
	}
}

function feedForwardTensors({ size, gated, bias, fused, parts }: FeedForward, tensors: Tensors, width: number, component: Component): void {
	if (parts) {
		tensors.parts(parts, 'other', component);
		return;
	}
	if (gated && fused) tensors.linear('gate_up', width, 2 * size, bias, component);
	else {
		if (gated) tensors.linear('gate', width, size, bias, component);
		tensors.linear('up', width, size, bias, component);
	}
	tensors.linear('down', size, width, bias, component);
}

function headTensors(head: Head, tensors: Tensors, { width, vocabulary, embedding }: Architecture): Tensor[] {
	const component = 'head';
	switch (head.kind) {
		case 'language-model':
			if (!head.tied) tensors.linear('head', head.width ?? embedding.width ?? width, vocabulary, false, component, false);
			if (!head.tied && head.untiedBias) tensors.add('head', 'bias', [vocabulary], component);
			if (head.bias) tensors.add('head', 'bias', [vocabulary], component, tensors.vocabularyBias);
			return tensors.list;
		case 'masked-transform': {
			const output = head.width ?? width;
			return tensors.linear('transform', width, output, head.bias ?? true, component).norm('transform_norm', head.norm, [output], component).list;
		}
		case 'pooler':
			return tensors.linear('pooler', width, width, true, component).list;
		case 'next-sentence':
			return tensors.linear('classifier', width, 2, true, component).list;
		case 'classifier':
			return tensors.linear('classifier', embedding.projection?.back ? (embedding.width ?? width) : width, head.labels, head.bias, component, false).list;
		case 'other':
			return tensors.parts(head.parts, 'other', component).list;
	}
}
