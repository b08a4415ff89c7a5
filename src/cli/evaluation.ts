import type { EvaluationEvent } from '../training/events.ts';

/** What an evaluation says beside its loss: perplexity, bits per byte where they are known, accuracy in a task. */
export const evaluationInWords = ({ perplexity, bits_per_byte, accuracy }: Pick<EvaluationEvent, 'perplexity' | 'bits_per_byte' | 'accuracy'>): string[] => [
	`perplexity ${perplexity.toFixed(1)}`,
	...(bits_per_byte === undefined ? [] : [`${bits_per_byte.toFixed(3)} bits per byte`]),
	...(accuracy === undefined ? [] : [`accuracy ${(100 * accuracy).toFixed(1)} %`]),
];
