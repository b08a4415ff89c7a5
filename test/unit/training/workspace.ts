import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { readEvents } from '../../../src/training/event-lines.ts';
import type { EndEvent, RunEvent } from '../../../src/training/events.ts';
import type { Reporter } from '../../../src/training/reporter.ts';
import type { TrainRequest } from '../../../src/training/request.ts';
import { trainRun } from '../../../src/training/run.ts';
import { parseSetting } from '../../../src/training/settings.ts';

/** A design that trains in well under a second. */
export const DESIGN = `# A very small decoder.
model:
  model_type: llama
  vocab_size: 256
  hidden_size: 16
  num_hidden_layers: 1
  num_attention_heads: 2   # two
  intermediate_size: 24
  max_position_embeddings: 32
  tie_word_embeddings: true
data:
  files: ["*.txt"]
  sequence_length: 16
training:
  steps: 12
  batch_size: 4
  learning_rate: 1e-2
  warmup_steps: 2
  evaluate_every: 5
  checkpoint_every: 4
  measure_rank_every: 6
`;

/** A very small encoder, for the masked objective. */
export const BERT = `model:
  model_type: bert
  architectures: [BertForMaskedLM]
  vocab_size: 260
  hidden_size: 32
  num_hidden_layers: 1
  num_attention_heads: 2
  intermediate_size: 32
  max_position_embeddings: 32
  hidden_dropout_prob: 0
  attention_probs_dropout_prob: 0
data:
  files: ["*.txt"]
  sequence_length: 16
training:
  steps: 12
  batch_size: 4
  learning_rate: 1e-2
  warmup_steps: 2
  evaluate_every: 6
  checkpoint_every: 6
  measure_rank_every: 12
`;

export const TEXT = 'The quick brown fox jumps over the lazy dog.\n'.repeat(60);

export interface Workspace {
	folder: string;
	design: string;
	/** The run's folder that `train` takes. */
	out: string;
	/** Trains the design, with keys set as by `--set`. */
	train(options?: { set?: string[]; out?: string; onEvent?: (event: RunEvent) => void }): Promise<Trained>;
	resume(options?: { backend?: string; onEvent?: (event: RunEvent) => void }): Promise<Trained>;
}

export interface Trained {
	status: EndEvent['status'];
	/** As they are on the disk, without those of the device: they come by the clock, between any others. */
	events: RunEvent[];
	notes: string[];
}

/** A folder with a tiny design, a text and whatever else is given; gone after the test. */
export function newWorkspace(files: Record<string, string> = {}): Workspace {
	const folder = realpathSync(mkdtempSync(join(tmpdir(), 'headroom-train-')));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, content] of Object.entries({ 'tiny.headroom.yaml': DESIGN, 'fox.txt': TEXT, ...files })) {
		mkdirSync(dirname(join(folder, name)), { recursive: true });
		writeFileSync(join(folder, name), content);
	}
	const design = join(folder, 'tiny.headroom.yaml');
	const out = join(folder, 'out');
	const run = async (request: TrainRequest, at: string, onEvent?: (event: RunEvent) => void): Promise<Trained> => {
		const notes: string[] = [];
		const reporter: Reporter = { event: (event) => onEvent?.(event), note: (text) => notes.push(text) };
		return { status: await trainRun(request, () => reporter), events: (await readEvents(at)).filter(({ type }) => type !== 'device'), notes };
	};
	return {
		folder,
		design,
		out,
		train: ({ set = [], out: at = out, onEvent } = {}) =>
			run({ kind: 'new', design, out: at, backend: 'auto', settings: set.map(parseSetting), workspace: folder }, at, onEvent),
		resume: ({ backend, onEvent } = {}) => run({ kind: 'resume', folder: out, ...(backend !== undefined && { backend }) }, out, onEvent),
	};
}

export const steps = (events: readonly RunEvent[]): number[] => events.flatMap((event) => (event.type === 'step' ? [event.step] : []));
export const ofType = <Type extends RunEvent['type']>(events: readonly RunEvent[], type: Type): Extract<RunEvent, { type: Type }>[] =>
	events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);
