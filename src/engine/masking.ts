import type { Batch } from './engine.ts';
import { uniformNumbers } from './random.ts';

/** The shares of Devlin et al. 2019, 3.1: tokens that are chosen, and of these such that are hidden and such that become another one. */
const CHOSEN = 0.15;
const HIDDEN = 0.8;
const OTHER = 0.1;

/** How a batch of masked tokens is drawn. */
export interface Masking {
	/** Takes the place of a hidden token (`maskTokenOf`). */
	maskToken: number;
	/** Tokens that a text can hold are below this number: one of them takes the place of a token that becomes another. */
	tokens: number;
	/** The same text gives the same choice: seed and step of a training batch, or seed and number of an evaluation batch. */
	draw: string;
}

/**
 * A batch for the masked objective out of windows of text: 15 % of the tokens are chosen, 80 % of these are hidden, 10 % become another one and 10 % stay.
 * Chosen tokens are the targets; all others have the target −1, which no loss counts. At least one token is chosen.
 */
export function maskedBatch(windows: Int32Array, { maskToken, tokens, draw }: Masking): Batch {
	const uniform = uniformNumbers(`masked tokens ${draw}`);
	const draws = Array.from(windows, () => ({ choice: uniform(), change: uniform(), other: uniform() }));
	const limit = Math.max(CHOSEN, Math.min(...draws.map(({ choice }) => choice)) + Number.EPSILON);
	const inputs = windows.slice();
	const targets = new Int32Array(windows.length).fill(-1);
	for (const [index, { choice, change, other }] of draws.entries()) {
		if (choice >= limit) continue;
		targets[index] = windows[index] ?? -1;
		if (change < HIDDEN) inputs[index] = maskToken;
		else if (change < HIDDEN + OTHER) inputs[index] = Math.floor(other * tokens);
	}
	return { inputs, targets };
}

/**
 * The token that hides others: the tokenizer's own (`[MASK]`, `<mask>`) where it has one, else the last of the vocabulary.
 * Undefined where that is a token of the text itself: bytes need a `vocab_size` of 257 or more, characters one more than there are.
 */
export function maskTokenOf(vocabulary: number, { tokens, own }: { tokens: number; own?: number | undefined }): number | undefined {
	if (own !== undefined) return own;
	return vocabulary > tokens ? vocabulary - 1 : undefined;
}
