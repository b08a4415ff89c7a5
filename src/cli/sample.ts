import { parseArgs } from 'node:util';
import { uniformNumbers } from '../engine/random.ts';
import { generate, textStream } from '../training/generate.ts';
import { openCheckpoint } from '../training/open-checkpoint.ts';
import { Refusal } from '../training/refusal.ts';
import { findRun } from './find-run.ts';
import { countFrom, UsageError } from './usage.ts';

const help = `Usage: headroom sample RUN [--prompt TEXT] [--temperature T] [--tokens N] [--seed N] [--step N]

Writes text with a model as a run left it, as it comes. RUN is an id of the working folder, its beginning, or a run's folder.

  --prompt TEXT     what stands before it; else the end of a document
  --temperature T   0 takes the likeliest token, 1 draws as the model says; 0.8 unless told
  --tokens N        tokens to write; 200 unless told
  --seed N          of the draw; 0 unless told: the same seed writes the same text
  --step N          the checkpoint of this step; else the newest`;

/** `headroom sample`: text from a checkpoint. */
export async function sample(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			prompt: { type: 'string', default: '' },
			temperature: { type: 'string', default: '0.8' },
			tokens: { type: 'string', default: '200' },
			seed: { type: 'string', default: '0' },
			step: { type: 'string' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	const [name, ...more] = positionals;
	if (name === undefined || more.length > 0) throw new UsageError('sample takes one run.');
	const temperature = Number(values.temperature);
	if (values.temperature.trim() === '' || !Number.isFinite(temperature) || temperature < 0)
		throw new UsageError(`--temperature takes a number of at least 0, not ${values.temperature}.`);
	const tokens = countFrom('tokens', values.tokens) as number;
	const step = countFrom('step', values.step);
	const { folder } = await findRun(name);
	const { engine, tokenizer, sequenceLength } = await openCheckpoint(folder, step).catch((error: Error) => {
		throw error instanceof Refusal ? new UsageError(error.message) : error;
	});
	try {
		const encoded = tokenizer.encode(values.prompt);
		if (values.prompt !== '' && encoded.length === 0)
			throw new UsageError(`nothing of the prompt ${JSON.stringify(values.prompt)} is in the run's vocabulary.`);
		const isEmpty = encoded.length === 0;
		const prompt = isEmpty ? tokenizer.separator : encoded;
		const text = textStream(tokenizer);
		const before = prompt.map((token) => text.push(token)).join('');
		if (!isEmpty) process.stdout.write(before);
		const generation = { prompt, tokens, temperature, sequenceLength, size: tokenizer.size, draw: uniformNumbers(values.seed) };
		for await (const token of generate(engine, generation)) process.stdout.write(text.push(token));
		process.stdout.write(`${text.end()}\n`);
	} finally {
		await engine.release();
	}
	return 0;
}
