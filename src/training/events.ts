/** The events of a run: one JSON object a line in `events.jsonl`, on `train --json`, and sent to the run panel. */
export type RunEvent = StartEvent | ProgressEvent | StepEvent | EvaluationEvent | RankEvent | DeviceEvent | WarningEvent | CheckpointEvent | EndEvent;

export interface StartEvent {
	type: 'start';
	run: string;
	backend: string;
	/** What runs it, in words: processor and threads, or the adapter's name. */
	device: string;
	/** Of a GPU: its driver, and the bytes of its memory, where they are told. */
	driver?: string;
	memory?: number;
	/** Backends that `auto` would have taken before this one, and why it did not. */
	rejected?: { backend: string; reason: string; remedy?: string }[];
	parameters: number;
	steps: number;
	time: string;
	/** Tokens that each step reads. */
	tokens_per_step: number;
	/** Set when a run goes on from a checkpoint. */
	resumed_from?: number;
}

/** How far something long is, at most once a second: the reading of a text before the first step, or an evaluation. */
export interface ProgressEvent {
	type: 'progress';
	/** Steps made before. */
	step: number;
	activity: 'tokenising' | 'evaluating';
	/** Done and in all: bytes of the files, or tokens of the validation text. */
	done: number;
	total: number;
}

export interface StepEvent {
	type: 'step';
	/** Counted from 1. */
	step: number;
	/** Mean cross-entropy of the batch, in nats. */
	loss: number;
	learning_rate: number;
	gradient_norm: number;
	tokens_per_second: number;
	/** Seconds since the run's last start event, evaluations and checkpoints among them. */
	elapsed?: number;
}

export interface EvaluationEvent {
	type: 'evaluation';
	step: number;
	/** Mean over all validation targets, in nats. */
	loss: number;
	/** The exponential of the loss. */
	perplexity: number;
	/** The loss in bits, for each byte of the text that the targets stand for; absent where the tokenizer does not tell bytes. */
	bits_per_byte?: number;
	/** In a task: the share of targets to which the model gives the highest score. */
	accuracy?: number;
	/** Text that the model writes at this step, after a prompt from the validation data. */
	sample?: { prompt: string; text: string };
}

export interface RankEvent {
	type: 'rank';
	step: number;
	layers: { heads: HeadMeasures[] }[];
}

/** What is measured of a head on validation text (docs/formats.md, Rank of heads); runs of earlier versions have the first two alone. */
export interface HeadMeasures {
	effective_rank: number;
	/** The most that the ranks can be. */
	bound: number;
	stable_rank?: number;
	numerical_rank?: number;
	/** In nats. */
	attention_entropy?: number;
	max_score?: number;
}

/** How busy the machine is: every few seconds while a run trains, the first a second after its start. */
export interface DeviceEvent {
	type: 'device';
	/** Steps made before. */
	step: number;
	/** Seconds since the run's last start event. */
	elapsed: number;
	/** The process that trains. */
	process: ProcessReading;
	/** Each GPU that is told of; absent where no tool tells. */
	gpus?: GpuReading[];
}

export interface ProcessReading {
	/** Share of the time of all cores since the last such event, or since the start: 1 where every core worked for the run alone. */
	cpu: number;
	/** Cores that it may use. */
	cores: number;
	/** Resident memory now, the most until now, and what the machine has or the process is limited to; in bytes. */
	memory: number;
	memory_peak: number;
	memory_total: number;
}

/** What the driver tells of a GPU, whoever uses it; a field that it does not know is absent. */
export interface GpuReading {
	name: string;
	/** Share of the time in which it computed. */
	utilisation?: number;
	/** Bytes. */
	memory_used?: number;
	memory_total?: number;
	/** Degrees Celsius. */
	temperature?: number;
	/** Watts. */
	power?: number;
}

/** Something that does not end the run, but that one should know. */
export interface WarningEvent {
	type: 'warning';
	step: number;
	message: string;
}

export interface CheckpointEvent {
	type: 'checkpoint';
	step: number;
	/** Relative to the run's folder. */
	path: string;
}

export interface EndEvent {
	type: 'end';
	status: 'finished' | 'stopped' | 'failed';
	step: number;
	loss?: number;
	/** Only when failed: what happened and what to do. */
	message?: string;
}
