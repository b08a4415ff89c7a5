import { type Architecture, type Attention, layerGroups } from '../design/architecture.ts';

/** Layers with softmax attention over their own tokens, alike ones together. */
export interface AttentionLayers {
	attention: Attention;
	layers: number;
}

/** The attention of a model, each kind once, encoder first. */
export function attentionsOf({ encoder, layers }: Architecture): AttentionLayers[] {
	return [...layerGroups(encoder?.layers ?? []), ...layerGroups(layers)].flatMap(({ layer: { attention }, indices }) =>
		attention ? [{ attention, layers: indices.length }] : [],
	);
}

/** The kind of attention for which `measure` is least; undefined where the model has none. */
export function least(architecture: Architecture, measure: (attention: Attention) => number): Attention | undefined {
	const kinds = attentionsOf(architecture).map(({ attention }) => attention);
	return kinds.reduce<Attention | undefined>((best, each) => (best === undefined || measure(each) < measure(best) ? each : best), undefined);
}
