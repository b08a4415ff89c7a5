import type { Architecture } from '../../design/architecture.ts';
import type { Design } from '../../design/design.ts';
import { type Masking, maskTokenOf } from '../../engine/masking.ts';
import { Refusal } from '../refusal.ts';
import type { Dataset } from './dataset.ts';
import { refuseFew } from './few.ts';
import type { Places } from './files.ts';
import { maskedDataset } from './masked.ts';
import { taskDataset } from './tasks/dataset.ts';
import { tasks } from './tasks/index.ts';
import { findText, textDataset } from './text.ts';
import type { OnProgress } from './tokenise.ts';
import type { Tokenizer } from './tokenizers/tokenizer.ts';
import type { WindowShape } from './windows.ts';

/** What a run will learn from, found good as far as it can be told before a long text is read. */
export interface RunData {
	/** A run goes on only from the very same data. */
	hash: string;
	/** Bytes of text, and the number of files that hold them; none in a task. */
	bytes: number;
	files: number;
	/** Files that hold no text and are left out. */
	skipped: readonly string[];
	/** Undefined in a task, whose tokens are no text. */
	tokenizer: Tokenizer | undefined;
	/** Undefined where a long text must be read first. */
	ready: Dataset | undefined;
	/** Reads it; undefined where it was told to stop. Throws a Refusal where there is too little of it. */
	read(onProgress: OnProgress): Promise<Dataset | undefined>;
}

/** Finds what the design's `data` names; throws a Refusal with the reason where a run could not learn from it. */
export async function prepareData(
	{ data, training }: Design,
	{ vocabulary, objective }: Architecture,
	shape: WindowShape,
	places: Places,
	cacheFolder: string,
): Promise<RunData> {
	if (data.task !== undefined) {
		if (data.files.length > 0) throw new Refusal('The design names both data.files and data.task: a run learns from one of them.');
		if (objective === 'masked' && tasks[data.task].showsAnswers)
			throw new Refusal(`The task ${data.task} shows its answers to a model that looks both ways: use permutation or nearest-neighbour, or a decoder.`);
		return prepareTask(data.task, vocabulary, shape, training.seed);
	}
	const text = await findText(data, places, cacheFolder);
	const { tokenizer, corpus, hash } = text;
	refuseSmall(vocabulary, tokenizer.size, SIZES[tokenizer.kind]);
	const masking = objective === 'masked' ? maskingOf(tokenizer, vocabulary) : undefined;
	const read = async (onProgress: OnProgress): Promise<Dataset | undefined> => {
		const tokens = await text.tokens(onProgress);
		const dataset = tokens && textDataset(tokens, tokenizer, data, shape, training.seed);
		return dataset && masking ? maskedDataset(dataset, masking, shape, training.seed) : dataset;
	};
	if (!text.isQuick && text.mostTokens !== undefined) refuseFew(text.mostTokens, data.validationFraction, shape.sequenceLength, { atMost: true });
	const ready = text.isQuick ? await read(() => true) : undefined;
	return { hash, bytes: corpus.bytes, files: corpus.files.length, skipped: corpus.skipped, tokenizer, ready, read };
}

const SIZES: Record<Tokenizer['kind'], string> = { bytes: 'values of a byte', characters: 'characters of the text', file: 'tokens of data.tokenizer' };

function prepareTask(name: keyof typeof tasks, vocabulary: number, shape: WindowShape, seed: number): RunData {
	const { sequenceLength } = shape;
	const { minimum, vocabulary: needed } = tasks[name];
	if (sequenceLength < minimum) throw new Refusal(`The task ${name} needs windows of at least ${minimum}: raise data.sequence_length.`);
	refuseSmall(vocabulary, needed(sequenceLength), `symbols of the task ${name} at windows of ${sequenceLength}`);
	const ready = taskDataset(name, shape, seed);
	return { hash: `task:${name}`, bytes: 0, files: 0, skipped: [], tokenizer: undefined, ready, read: async () => ready };
}

/** How tokens are hidden; a vocabulary that leaves no token free for it is refused. */
function maskingOf({ size: tokens, mask: own }: Tokenizer, vocabulary: number): Omit<Masking, 'draw'> {
	const maskToken = maskTokenOf(vocabulary, { tokens, own });
	if (maskToken !== undefined) return { maskToken, tokens };
	throw new Refusal(`The masked objective needs a token that hides others, and the text takes all ${vocabulary}: raise vocab_size to at least ${tokens + 1}.`);
}

function refuseSmall(vocabulary: number, needed: number, what: string): void {
	if (vocabulary < needed) throw new Refusal(`The vocabulary of ${vocabulary} is smaller than the ${needed} ${what}: raise vocab_size to at least ${needed}.`);
}
