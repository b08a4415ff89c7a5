import { expect, it } from 'vitest';
import type { Engine } from '../../../src/engine/engine.ts';
import { promptFrom } from '../../../src/training/data/prompt.ts';
import { tokensInMemory } from '../../../src/training/data/token-stream.ts';
import { bytes } from '../../../src/training/data/tokenizers/bytes.ts';
import { generate } from '../../../src/training/generate.ts';
import { writeSample } from '../../../src/training/sample.ts';

const tokens = (text: string): number[] => bytes.encode(text);

/** A model that is sure of the byte after the last one of `text`; it sees one window at a time. */
function reciting(text: string, seen: Int32Array[] = []): Engine {
	const all = tokens(text);
	const logits = async (inputs: Int32Array): Promise<Float32Array> => {
		seen.push(inputs.slice());
		return Float32Array.from({ length: inputs.length * 256 }, (_, index) => {
			const place = all.indexOf(inputs[Math.floor(index / 256)] as number);
			return index % 256 === all[(place + 1) % all.length] ? 100 : 0;
		});
	};
	return { logits } as Partial<Engine> as Engine;
}

it('prompts with the first whole line, and leaves half of the window free', () => {
	const prompt = (text: string, sequenceLength: number) => bytes.decode(promptFrom(tokensInMemory(Uint8Array.from(tokens(text))), bytes, sequenceLength));
	expect(prompt(`half a line\n\n# Title\n${'x'.repeat(100)}`, 128)).toBe(`# Title\n${'x'.repeat(40)}`);
	expect(prompt('half\nwhole line', 8)).toBe('whol');
	expect(prompt('no line ends here', 8)).toBe('no l');
	expect(prompt('\n\n\n\n\n\n\n\n\n', 8)).toHaveLength(4);
});

it('writes one byte after the other, sliding once the window is full', async () => {
	const seen: Int32Array[] = [];
	const { prompt, text } = await writeSample(reciting('abcdefg', seen), tokens('ab'), bytes, 4, 'seed');
	expect(prompt).toBe('ab');
	expect(text).toBe('cdefgab'.repeat(29).slice(0, 200));
	expect(seen.slice(0, 4).map((window) => String.fromCharCode(...window))).toEqual(['ab\0\0', 'abc\0', 'abcd', 'bcde']);
});

it('is text whatever bytes come out', async () => {
	const engine = { logits: async (inputs: Int32Array) => new Float32Array(inputs.length * 300) } as Partial<Engine> as Engine;
	const { text } = await writeSample(engine, tokens('a'), bytes, 4, 'seed');
	expect(JSON.parse(JSON.stringify({ text })).text).toBe(text);
	expect(text).toContain('\ufffd');
	expect(text).not.toMatch(/[\ud800-\udfff]/u);
});

it('is drawn by the seed', async () => {
	const even = { logits: async (inputs: Int32Array) => new Float32Array(inputs.length * 256) } as Partial<Engine> as Engine;
	const sample = async (seed: string) => (await writeSample(even, tokens('a'), bytes, 4, seed)).text;
	expect(await sample('a')).toBe(await sample('a'));
	expect(await sample('a')).not.toBe(await sample('b'));
});

it('cuts no character between prompt and text', async () => {
	const { prompt, text } = await writeSample(reciting('aé'), tokens('aé').slice(0, 2), bytes, 4, 'seed');
	expect(prompt).toBe('a');
	expect(text.startsWith('éa')).toBe(true);
});

it('takes the likeliest token at temperature 0, and none that the tokenizer has not', async () => {
	// Scores rise with the token, up to one that is no byte.
	const engine = {
		logits: async (inputs: Int32Array) => Float32Array.from({ length: inputs.length * 300 }, (_, index) => index % 300),
	} as Partial<Engine> as Engine;
	const written: number[] = [];
	for await (const token of generate(engine, { prompt: [0], tokens: 3, temperature: 0, sequenceLength: 2, size: 256, draw: () => 0 })) written.push(token);
	expect(written).toEqual([255, 255, 255]);
});
