import type { Engine } from '../engine/engine.ts';
import type { Tokenizer } from './data/tokenizers/tokenizer.ts';

export interface Generation {
	/** Tokens that stand before the first one that is written; at least one. */
	prompt: readonly number[];
	/** Tokens to write. */
	tokens: number;
	/** Below 1 the likelier tokens are preferred; at 0 the likeliest is taken. */
	temperature: number;
	sequenceLength: number;
	/** Tokens of the tokenizer: a vocabulary may hold more, which are no text. */
	size: number;
	/** Numbers in [0, 1). */
	draw(): number;
}

/** Writes one token after the other, each drawn from the scores at the last place. Once the window is full, its first token goes. */
export async function* generate(engine: Engine, { prompt, tokens, temperature, sequenceLength, size, draw }: Generation): AsyncGenerator<number> {
	let window = prompt.slice(-sequenceLength);
	// Decoders look back only, so the places after the last token may hold anything.
	const inputs = new Int32Array(sequenceLength);
	for (let written = 0; written < tokens; written++) {
		inputs.set(window);
		const logits = await engine.logits(inputs);
		const vocabulary = logits.length / inputs.length;
		const last = (window.length - 1) * vocabulary;
		const token = drawToken(logits.subarray(last, last + Math.min(vocabulary, size)), temperature, draw());
		yield token;
		window = [...window, token].slice(-sequenceLength);
	}
}

/** The token at which the summed probabilities pass `chance`. */
function drawToken(logits: Float32Array, temperature: number, chance: number): number {
	const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
	if (temperature === 0) return logits.indexOf(largest);
	const weights = Array.from(logits, (logit) => Math.exp((logit - largest) / temperature));
	let left = chance * weights.reduce((sum, weight) => sum + weight, 0);
	const token = weights.findIndex((weight) => {
		left -= weight;
		return left < 0;
	});
	// Rounding may leave a grain past the last one.
	return token < 0 ? weights.length - 1 : token;
}

/** Turns tokens into text as they come; a character is told once all of it is there. */
export interface TextStream {
	push(token: number): string;
	/** What is left, whole or not. */
	end(): string;
}

export function textStream(tokenizer: Tokenizer): TextStream {
	const tokens: number[] = [];
	let told = 0;
	const tell = (text: string): string => {
		const news = text.slice(told);
		told += news.length;
		return news;
	};
	return {
		push(token) {
			tokens.push(token);
			return tell(tokenizer.decode(tokens).replace(/\ufffd+$/, ''));
		},
		end: () => tell(tokenizer.decode(tokens)),
	};
}
