import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readDesign } from '../design/design.ts';
import { createEngine } from '../engine/create.ts';
import type { Engine } from '../engine/engine.ts';
import { layoutOf } from '../engine/layout.ts';
import type { Capsule } from './capsule.ts';
import { checkpointPath, readCheckpoint } from './checkpoint/checkpoint.ts';
import { newestCheckpoint } from './checkpoint/kept.ts';
import { tokenizerFrom } from './data/tokenizers/file.ts';
import type { Tokenizer } from './data/tokenizers/tokenizer.ts';
import { Refusal } from './refusal.ts';
import { INHERITED_FILE } from './request.ts';
import type { ResolvedDesign } from './resolved.ts';

/** A model as a run left it at a step, ready to write text. */
export interface OpenCheckpoint {
	step: number;
	engine: Engine;
	tokenizer: Tokenizer;
	sequenceLength: number;
}

/** No step is made with it. */
const OPTIMIZER = { weightDecay: 0, gradientClip: 0, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };

/** Opens a run's checkpoint, the newest whole one unless a step is named. Throws a Refusal where there is none, or where its tokens are no text. */
export async function openCheckpoint(runFolder: string, named: number | undefined): Promise<OpenCheckpoint> {
	const { architecture, sequenceLength, seed } = await readRunDesign(runFolder);
	const layout = layoutOf(architecture);
	const found = named === undefined ? await newestCheckpoint(runFolder, layout, () => undefined) : await readNamed(runFolder, named, layout);
	if (found === undefined) throw new Refusal(`The run in ${runFolder} has no whole checkpoint yet.`);
	const tokenizer = await readTokenizer(join(runFolder, checkpointPath(found.record.step)));
	const engine = await createEngine('cpu', { architecture, batchSize: 1, sequenceLength, optimizer: OPTIMIZER, seed });
	await engine.restore(found.state);
	return { step: found.record.step, engine, tokenizer, sequenceLength };
}

async function readRunDesign(runFolder: string) {
	const read = (name: string): Promise<string> => readFile(join(runFolder, name), 'utf8');
	try {
		const [text, inherited] = [await read('design.yaml'), await read(INHERITED_FILE).catch(() => undefined)];
		const capsule: Capsule = JSON.parse(await read('capsule.json'));
		const { data }: ResolvedDesign = JSON.parse(await read('resolved.json'));
		const { architecture } = readDesign(text, { name: basename(capsule.design), read: () => inherited });
		if (architecture === undefined) throw new Error('its model is not known');
		return { architecture, sequenceLength: data.sequence_length as number, seed: capsule.seed };
	} catch (error) {
		throw new Refusal(`The run in ${runFolder} cannot be opened: ${(error as Error).message}.`);
	}
}

async function readNamed(runFolder: string, step: number, layout: Engine['layout']) {
	return readCheckpoint(join(runFolder, checkpointPath(step)), layout).catch((error: Error) => {
		throw new Refusal(`The checkpoint of step ${step} cannot be opened: ${error.message}`);
	});
}

async function readTokenizer(folder: string): Promise<Tokenizer> {
	const read = (name: string): Promise<string | undefined> => readFile(join(folder, name), 'utf8').catch(() => undefined);
	const file = await read('tokenizer.json');
	if (file === undefined) throw new Refusal(`${folder} holds no tokenizer: the run learned a task, whose tokens are no text.`);
	return tokenizerFrom(file, await read('tokenizer_config.json'));
}
