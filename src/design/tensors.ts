import type { Architecture, Attention, FeedForward, Head, Norm } from './architecture.ts';

/** What part of the model a tensor belongs to; the count's breakdown and the engine both go by it. */
export type Component =
	| 'embedding.tokens'
	| 'embedding.positions'
	| 'embedding.token_types'
	| 'embedding.norm'
	| 'layers.attention'
	| 'layers.feed_forward'
	| 'layers.norms'
	| 'final_norm'
	| 'head';

/** The role of a tensor inside its layer, by which the engine finds it. */
export type Role =
	| 'token'
	| 'position'
	| 'token_type'
	| 'norm'
	| 'query'
	| 'key'
	| 'value'
	| 'query_key_value'
	| 'output'
	| 'gate'
	| 'up'
	| 'down'
	| 'attention_norm'
	| 'feed_forward_norm'
	| 'head'
	| 'transform'
	| 'transform_norm'
	| 'pooler'
	| 'classifier';

export interface Tensor {
	/** The library's own name, as in its checkpoints. */
	name: string;
	shape: readonly number[];
	component: Component;
	role: Role;
	part: 'weight' | 'bias';
	/** Index of the layer, absent outside layers. */
	layer?: number;
}

export const elements = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

/** Every tensor of the model, once each (tied weights once), in the order of the library's forward pass. */
export function tensorsOf(architecture: Architecture): Tensor[] {
	const { names, width, embedding } = architecture;
	const tensors: Tensor[] = [];

	type Place = Pick<Tensor, 'component' | 'role'> & { layer?: number };
	const add = (name: string | undefined, part: Tensor['part'], shape: number[], place: Place) => {
		if (name === undefined) throw new Error(`${architecture.modelType}: no name for ${place.role}`);
		const module = place.layer === undefined ? name : name.replace('{layer}', String(place.layer));
		tensors.push({ name: `${module}.${part}`, part, shape, ...place });
	};
	const linear = (name: string | undefined, input: number, output: number, bias: boolean, place: Place, inputFirst = names.inputFirst) => {
		add(name, 'weight', inputFirst ? [input, output] : [output, input], place);
		if (bias) add(name, 'bias', [output], place);
	};
	const norm = (name: string | undefined, { kind }: Norm, place: Place) => {
		add(name, 'weight', [width], place);
		if (kind === 'layer') add(name, 'bias', [width], place);
	};
	const attention = (a: Attention, layer: number) => {
		const component = 'layers.attention';
		const [query, key, value] = [a.heads * a.queryKeySize, a.kvHeads * a.queryKeySize, a.kvHeads * a.valueSize];
		if (a.fused) linear(names.queryKeyValue, width, query + key + value, a.queryKeyValueBias, { component, role: 'query_key_value', layer });
		else {
			linear(names.query, width, query, a.queryKeyValueBias, { component, role: 'query', layer });
			linear(names.key, width, key, a.queryKeyValueBias, { component, role: 'key', layer });
			linear(names.value, width, value, a.queryKeyValueBias, { component, role: 'value', layer });
		}
		linear(names.attentionOutput, a.heads * a.valueSize, width, a.outputBias, { component, role: 'output', layer });
	};
	const feedForward = (f: FeedForward, layer: number) => {
		const component = 'layers.feed_forward';
		if (f.gated) linear(names.feedForwardGate, width, f.size, f.bias, { component, role: 'gate', layer });
		linear(names.feedForwardUp, width, f.size, f.bias, { component, role: 'up', layer });
		linear(names.feedForwardDown, f.size, width, f.bias, { component, role: 'down', layer });
	};
	const head = (h: Head) => {
		const component = 'head';
		switch (h.kind) {
			case 'language-model':
				if (!h.tied) linear(names.languageModelHead, width, architecture.vocabulary, false, { component, role: 'head' }, false);
				if (h.bias) add(names.maskedBias ?? names.languageModelHead, 'bias', [architecture.vocabulary], { component, role: 'head' });
				return;
			case 'masked-transform':
				linear(names.maskedTransform, width, width, true, { component, role: 'transform' });
				return norm(names.maskedTransformNorm, h.norm, { component, role: 'transform_norm' });
			case 'pooler':
				return linear(names.pooler, width, width, true, { component, role: 'pooler' });
			case 'next-sentence':
				return linear(names.nextSentence, width, 2, true, { component, role: 'classifier' });
			case 'classifier':
				return linear(names.classifier, width, h.labels, h.bias, { component, role: 'classifier' }, false);
		}
	};

	add(names.tokenEmbedding, 'weight', [architecture.vocabulary, width], { component: 'embedding.tokens', role: 'token' });
	if (embedding.positions.kind === 'learned')
		add(names.positionEmbedding, 'weight', [embedding.positions.count, width], { component: 'embedding.positions', role: 'position' });
	if (embedding.tokenTypes > 0)
		add(names.tokenTypeEmbedding, 'weight', [embedding.tokenTypes, width], { component: 'embedding.token_types', role: 'token_type' });
	if (embedding.norm) norm(names.embeddingNorm, embedding.norm, { component: 'embedding.norm', role: 'norm' });
	architecture.layers.forEach((layer, index) => {
		const norms = { component: 'layers.norms', layer: index } as const;
		if (layer.normPlacement === 'pre') norm(names.attentionNorm, layer.attentionNorm, { ...norms, role: 'attention_norm' });
		attention(layer.attention, index);
		if (layer.normPlacement === 'post') norm(names.attentionNorm, layer.attentionNorm, { ...norms, role: 'attention_norm' });
		if (layer.normPlacement === 'pre') norm(names.feedForwardNorm, layer.feedForwardNorm, { ...norms, role: 'feed_forward_norm' });
		feedForward(layer.feedForward, index);
		if (layer.normPlacement === 'post') norm(names.feedForwardNorm, layer.feedForwardNorm, { ...norms, role: 'feed_forward_norm' });
	});
	if (architecture.finalNorm) norm(names.finalNorm, architecture.finalNorm, { component: 'final_norm', role: 'norm' });
	for (const h of architecture.heads) head(h);
	return tensors;
}
