import type { Architecture, AttentionMask, Head } from '../design/architecture.ts';
import { elements, tensorsOf } from '../design/tensors.ts';
import { type Counted, counted } from './counted.ts';

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
	}
}

const tiedLanguageModel = (head: Head): boolean => head.kind === 'language-model' && head.tied;

/**
 * Floating-point operations of one token in a sequence of `context`, a multiply-add counting as two: twice every
 * matrix weight that multiplies (a table that is looked up costs nothing, a tied head does), and
 * 2·heads·(qk + v)·mean keys for each layer's scores and values.
 */
export function flops(architecture: Architecture, context: number): Flops {
	const matrices = tensorsOf(architecture).filter(({ shape, component }) => shape.length === 2 && !component.startsWith('embedding.'));
	const perSequence = matrices.filter(({ role, name }) => role === 'pooler' || (role === 'classifier' && !name.startsWith('qa_outputs')));
	const weights = matrices.reduce((sum, { shape }) => sum + elements(shape), 0) - perSequence.reduce((sum, { shape }) => sum + elements(shape), 0);
	const tied = architecture.heads.some(tiedLanguageModel) ? architecture.vocabulary * architecture.width : 0;
	const attention = architecture.layers.reduce((sum, { attention: a }) => sum + 2 * a.heads * (a.queryKeySize + a.valueSize) * meanKeys(a.mask, context), 0);
	const forward = 2 * (weights + tied) + attention;
	const formula = `2 × ${weights + tied} weights + ${attention} for attention over ${context} tokens`;
	return { forwardPerToken: counted(forward, formula), trainingPerToken: counted(3 * forward, `3 × (${formula})`) };
}
