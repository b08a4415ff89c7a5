import { type Architecture, type Attention, type AttentionMask, type Head, type Layer, layerGroups } from '../design/architecture.ts';
import { type Tensor, tensorGroups } from '../design/tensors.ts';
import { type Counted, counted } from './counted.ts';
import { activeElements } from './parameters.ts';

export interface Flops {
	forwardPerToken: Counted;
	/** Forward and backward without recomputation: three times the forward pass. */
	trainingPerToken: Counted;
}

/** Mean number of keys that a query sees over `context` tokens, masks counted as they are. */
export function meanKeys(mask: AttentionMask, context: number): number {
	switch (mask.kind) {
		case 'full':
			return context;
		case 'causal':
			return (context + 1) / 2;
		case 'causal-window': {
			const window = Math.min(mask.window, context);
			return window - (window * (window - 1)) / (2 * context);
		}
		case 'chunk': {
			const chunk = Math.min(mask.chunk, context);
			const [whole, rest] = [Math.floor(context / chunk), context % chunk];
			return (whole * chunk * (chunk + 1) + rest * (rest + 1)) / (2 * context);
		}
		case 'band': {
			const reach = Math.min(mask.reach, context - 1);
			return 2 * reach + 1 - (reach * (reach + 1)) / context;
		}
	}
}

/**
 * Floating-point operations of one token in a sequence of `context`, a multiply-add counting as two: twice every
 * matrix weight that multiplies it (a table that is looked up costs nothing, a tied head does, of routed experts those that it passes),
 * and 2·heads·(qk + v)·mean keys for each layer's scores and values. An encoder-decoder reads and writes `context` tokens each.
 */
export function flops(architecture: Architecture, context: number): Flops {
	const { layers, encoder, passes = 1, heads } = architecture;
	const weights = tensorGroups(architecture).reduce((sum, { tensors, layers: of }) => {
		const times = of.length === 0 ? 1 : of.length * passes;
		return sum + times * tensors.filter(multiplies).reduce((inner, tensor) => inner + activeElements(tensor), 0);
	}, 0);
	const perSequence = heads.reduce((sum, head) => sum + oncePerSequence(head, architecture), 0);
	const tied = heads.some((head) => head.kind === 'language-model' && head.tied)
		? architecture.vocabulary * (architecture.embedding.width ?? architecture.width)
		: 0;
	const mixing = mixingOf(layers, context) * passes + mixingOf(encoder?.layers ?? [], context);
	const products = weights - perSequence + tied;
	const forward = 2 * products + mixing;
	const formula = `2 × ${products} weights + ${mixing} for attention over ${context} tokens`;
	return { forwardPerToken: counted(forward, formula), trainingPerToken: counted(3 * forward, `3 × (${formula})`) };
}

/** Matrices multiply; tables are looked up, norms and biases are added, a convolution's cost stands in its layer. */
function multiplies({ shape, component, part, role, routed, multiplies: told }: Tensor): boolean {
	if (told !== undefined) return told;
	if (part === 'weight' && (role === 'projection' || role === 'projection_back')) return true;
	if (part === 'bias' || component.startsWith('embedding.') || component === 'encoder.embedding' || role === 'relative_bias' || role === 'other') return false;
	return shape.length === 2 || (routed !== undefined && shape.length === 3);
}

const mixingOf = (layers: readonly Layer[], context: number): number =>
	layerGroups(layers).reduce((sum, { layer: { attention, crossAttention, mixer }, indices }) => {
		const scores = (a: Attention | undefined) => (a ? 2 * a.heads * (a.queryKeySize + a.valueSize) * seenKeys(a, context) + indexing(a, context) : 0);
		return sum + indices.length * (scores(attention) + scores(crossAttention) + (mixer?.scanFlops ?? 0));
	}, 0);

/** Mean number of keys that a query is scored with: those that its mask allows, and of them only those that an indexer picks. */
function seenKeys({ mask, picks }: Attention, context: number): number {
	const allowed = meanKeys(mask, context);
	return picks ? Math.min(allowed, meanKeys({ kind: 'causal-window', window: picks.tokens }, context)) : allowed;
}

/** The scores of an indexer over all that the mask allows. */
const indexing = ({ mask, picks }: Attention, context: number): number =>
	picks?.indexer ? 2 * picks.indexer.heads * picks.indexer.size * meanKeys(mask, context) : 0;

/** Weights that multiply one vector a sequence, not one a token. */
function oncePerSequence(head: Head, { width, modelClass }: Architecture): number {
	if (head.kind === 'pooler') return width * width;
	if (head.kind === 'next-sentence') return 2 * width;
	if (head.kind === 'classifier' && modelClass.endsWith('ForSequenceClassification')) return head.labels * width;
	return 0;
}
