import type { Keys } from './keys.ts';
import type { KeyValue } from './source.ts';

export const TASKS = ['copy', 'associative-recall', 'nearest-neighbour', 'permutation'] as const;

/** What a run reads; paths are relative to the design. */
export interface Data {
	files: string[];
	/** A synthetic task in place of files. */
	task: (typeof TASKS)[number] | undefined;
	/** `bytes`, `characters`, or the path of a tokenizer.json. */
	tokenizer: string;
	/** Tokens of a training window; every rank rule goes by it when present. */
	sequenceLength: number | undefined;
	validationFraction: number;
}

export const SCHEDULES = ['constant', 'linear', 'cosine', 'inverse_sqrt'] as const;
export const OBJECTIVES = ['causal', 'masked'] as const;
export const PRECISIONS = ['float32', 'float16'] as const;

export interface Training {
	objective: (typeof OBJECTIVES)[number];
	steps: number;
	batchSize: number;
	/** Windows that are computed at once; a step adds up the gradients of as many parts as make its batch. */
	microBatchSize: number | undefined;
	learningRate: number;
	schedule: (typeof SCHEDULES)[number];
	warmupSteps: number;
	weightDecay: number;
	gradientClip: number;
	seed: number;
	evaluateEvery: number;
	checkpointEvery: number;
	measureRankEvery: number;
	/** Tokens that the model is to be trained on in all, where the design says. */
	tokens: number | undefined;
	/** What the products of a training step are computed in. */
	precision: (typeof PRECISIONS)[number];
	/** Threads of the processor; the physical cores where the design does not say. */
	threads: number | undefined;
	/** Folder of a Hugging Face model whose weights the run starts from. */
	initializeFrom: string | undefined;
}

/** Limits that a design is held to; absent ones are not checked. */
export interface Budget {
	parameters: number | undefined;
	/** Bytes. */
	kvCachePerToken: number | undefined;
	trainingMemory: number | undefined;
	trainingFlopsPerToken: number | undefined;
}

export const DEVICE_KINDS = ['ampere', 'ada', 'hopper', 'blackwell', 'other'] as const;

/** The accelerator that the model is meant for, as far as the file says. */
export interface Device {
	/** Bytes of one device. */
	memory: number | undefined;
	kind: (typeof DEVICE_KINDS)[number] | undefined;
	/** Sequences served at once, for the cache. */
	batch: number;
}

/** How many parts the model is split into, one each unless the file says. */
export interface Parallel {
	tensor: number;
	pipeline: number;
	context: number;
	expert: number;
	/** Sharding of optimizer, gradients and weights (ZeRO), by degree and stage. */
	zero: number;
	zeroStage: number;
	/** True where the file has the section at all. */
	given: boolean;
}

export const SECTIONS = ['data', 'training', 'budget', 'device', 'parallel'] as const;
export type Section = (typeof SECTIONS)[number];

/** Reads `data:`. */
export function readData(keys: Keys): Data {
	const files = keys.get('files');
	const isList = (value: KeyValue | undefined): value is string[] => Array.isArray(value) && value.every((file) => typeof file === 'string');
	const list = typeof files === 'string' ? [files] : files;
	if (list !== undefined && !isList(list)) keys.problems.push({ kind: 'wrong-type', key: 'files', message: 'files must be a list of paths or patterns.' });
	keys.resolved.set('files', isList(list) ? { value: list, from: 'file' } : { value: null, from: 'default' });
	return {
		files: isList(list) ? list : [],
		task: keys.choice('task', undefined, TASKS),
		tokenizer: keys.text('tokenizer', 'bytes'),
		sequenceLength: keys.optional('sequence_length', (key) => keys.count(key, 128, { minimum: 2 })),
		validationFraction: keys.number('validation_fraction', 0.1, { below: 1 }),
	};
}

/** Reads `training:`; the objective follows the family unless told. */
export function readTraining(keys: Keys, objective: Training['objective']): Training {
	const steps = keys.count('steps', 200);
	return {
		objective: keys.choice('objective', objective, OBJECTIVES),
		steps,
		batchSize: keys.count('batch_size', 16),
		microBatchSize: keys.optional('micro_batch_size', (key) => keys.count(key, 1)),
		learningRate: keys.number('learning_rate', 1e-3),
		schedule: keys.choice('schedule', 'cosine', SCHEDULES),
		warmupSteps: keys.count('warmup_steps', Math.min(20, Math.floor(steps / 10)), { origin: 'derived', minimum: 0 }),
		weightDecay: keys.number('weight_decay', 0.1, { zero: true }),
		gradientClip: keys.number('gradient_clip', 1, { zero: true }),
		seed: keys.count('seed', 0, { minimum: 0 }),
		evaluateEvery: keys.count('evaluate_every', 50),
		checkpointEvery: keys.count('checkpoint_every', 100),
		measureRankEvery: keys.count('measure_rank_every', 50),
		tokens: keys.quantity('tokens'),
		precision: keys.choice('precision', 'float32', PRECISIONS),
		threads: keys.optional('threads', (key) => keys.count(key, 1, { maximum: 1024 })),
		initializeFrom: keys.optional('initialize_from', (key) => keys.text(key, '')),
	};
}

/** Reads `budget:`. */
export const readBudget = (keys: Keys): Budget => ({
	parameters: keys.quantity('parameters'),
	kvCachePerToken: keys.quantity('kv_cache_per_token'),
	trainingMemory: keys.quantity('training_memory'),
	trainingFlopsPerToken: keys.quantity('training_flops_per_token'),
});

/** Reads `device:`. */
export const readDevice = (keys: Keys): Device => ({
	memory: keys.quantity('memory'),
	kind: keys.choice('kind', undefined, DEVICE_KINDS),
	batch: keys.count('batch', 1),
});

/** Reads `parallel:`. */
export const readParallel = (keys: Keys): Parallel => ({
	tensor: keys.count('tensor', 1),
	pipeline: keys.count('pipeline', 1),
	context: keys.count('context', 1),
	expert: keys.count('expert', 1),
	zero: keys.count('zero', 1),
	zeroStage: keys.count('zero_stage', 1, { minimum: 0, maximum: 3 }),
	given: ['tensor', 'pipeline', 'context', 'expert'].some((key) => keys.has(key)),
});
