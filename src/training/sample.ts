import type { Engine } from '../engine/engine.ts';
import { uniformNumbers } from '../engine/random.ts';

const PROMPT_BYTES = 48;
const SAMPLE_BYTES = 200;
/** Below 1 the likelier bytes are preferred, as is usual for small models. */
const TEMPERATURE = 0.8;
const NEWLINE = 0x0a;

/** Where a sample starts: the first whole line of the validation text, as much of it as leaves half a window free. */
export function promptFrom(validation: Uint8Array, sequenceLength: number): Uint8Array {
	const size = Math.max(1, Math.min(PROMPT_BYTES, Math.floor(sequenceLength / 2)));
	let start = validation.subarray(0, validation.length - size).indexOf(NEWLINE) + 1;
	while (validation[start] === NEWLINE && start < validation.length - size) start++;
	return validation.slice(start, start + size);
}

/**
 * Text that the model writes after a prompt: one byte after the other, each drawn from the scores at the last place.
 * Once the window is full, its first byte goes. The draw depends on the seed alone. What is no UTF-8 becomes U+FFFD.
 */
export async function writeSample(engine: Engine, prompt: Uint8Array, sequenceLength: number, seed: string): Promise<{ prompt: string; text: string }> {
	const draw = uniformNumbers(seed);
	const bytes = [...prompt];
	// Decoders look back only, so the places after the last byte may hold anything.
	const inputs = new Int32Array(sequenceLength);
	while (bytes.length < prompt.length + SAMPLE_BYTES) {
		const window = bytes.slice(-sequenceLength);
		inputs.set(window);
		const logits = await engine.logits(inputs);
		const vocabulary = logits.length / inputs.length;
		bytes.push(drawByte(logits.subarray((window.length - 1) * vocabulary, window.length * vocabulary).subarray(0, 256), draw()));
	}
	// Decoded as one, so that a character which the prompt begins is whole in the text.
	const decoder = new TextDecoder();
	return { prompt: decoder.decode(prompt, { stream: true }), text: decoder.decode(Uint8Array.from(bytes.slice(prompt.length))) };
}

/** The byte at which the summed probabilities pass `chance`. */
function drawByte(logits: Float32Array, chance: number): number {
	const largest = logits.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY);
	const weights = Array.from(logits, (logit) => Math.exp((logit - largest) / TEMPERATURE));
	let left = chance * weights.reduce((sum, weight) => sum + weight, 0);
	const byte = weights.findIndex((weight) => {
		left -= weight;
		return left < 0;
	});
	// Rounding may leave a grain past the last one.
	return byte < 0 ? weights.length - 1 : byte;
}
