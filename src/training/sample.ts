import type { Engine } from '../engine/engine.ts';
import { uniformNumbers } from '../engine/random.ts';
import type { Tokenizer } from './data/tokenizers/tokenizer.ts';
import { generate, textStream } from './generate.ts';

/** About as much text, whatever a token is. */
const SAMPLE_TOKENS: Record<Tokenizer['kind'], number> = { bytes: 200, characters: 200, file: 60 };
/** Below 1, as is usual for small models. */
const TEMPERATURE = 0.8;

/** Text that the model writes after a prompt. The draw depends on the seed alone. What is no UTF-8 becomes U+FFFD. */
export async function writeSample(
	engine: Engine,
	prompt: readonly number[],
	tokenizer: Tokenizer,
	sequenceLength: number,
	seed: string,
): Promise<{ prompt: string; text: string }> {
	const { kind, size } = tokenizer;
	// Decoded as one, so that a character which the prompt begins is whole in the text.
	const stream = textStream(tokenizer);
	const before = prompt.map((token) => stream.push(token)).join('');
	let text = '';
	const generation = { prompt, tokens: SAMPLE_TOKENS[kind], temperature: TEMPERATURE, sequenceLength, size, draw: uniformNumbers(seed) };
	for await (const token of generate(engine, generation)) text += stream.push(token);
	return { prompt: before, text: text + stream.end() };
}
