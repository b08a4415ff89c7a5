import type { Architecture, Layer } from '../design/architecture.ts';

/** Why the engine cannot train a model, as a plain sentence; undefined where it can. */
export function cannotTrain(architecture: Architecture): string | undefined {
	const { modelType, modelClass, objective, embedding, heads, layers } = architecture;
	if (objective !== 'causal') return `${modelType} is trained on masked tokens; only the causal objective can be trained.`;
	if (!heads.some(({ kind }) => kind === 'language-model')) return `${modelClass} has no head over the vocabulary, so there is no loss to train it on.`;
	const other = heads.find(({ kind }) => kind !== 'language-model');
	if (other) return `the ${other.kind} head of ${modelClass} cannot be trained yet.`;
	if (embedding.tokenTypes > 0) return 'segment (token type) embeddings cannot be trained yet.';
	if (embedding.norm) return 'a norm on the embeddings cannot be trained yet.';
	if (layers.length === 0) return 'the model has no layers.';
	for (const [index, layer] of layers.entries()) {
		const missing = missingInLayer(layer, architecture);
		if (missing) return `layer ${index}: ${missing}`;
	}
	return undefined;
}

function missingInLayer({ normPlacement, attention }: Layer, { embedding: { positions } }: Architecture): string | undefined {
	if (normPlacement !== 'pre') return 'norms after the blocks (post-norm) cannot be trained yet.';
	if (attention.mask.kind === 'full') return 'attention without a causal mask would see the answer in the causal objective.';
	if (attention.heads % attention.kvHeads !== 0) return `${attention.kvHeads} key/value heads do not divide ${attention.heads} heads.`;
	if (positions.kind !== 'rotary') return undefined;
	if (positions.dimensions % 2 !== 0) return `rotary positions turn pairs of entries, so the head size ${positions.dimensions} must be even.`;
	if (positions.dimensions > attention.queryKeySize)
		return `rotary positions need ${positions.dimensions} entries of a head that has ${attention.queryKeySize}.`;
	return undefined;
}
