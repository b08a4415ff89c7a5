/** The events of a run: one JSON object a line in `events.jsonl`, on `train --json`, and sent to the run panel. */
export type RunEvent = StartEvent | StepEvent | EvaluationEvent | RankEvent | CheckpointEvent | EndEvent;

export interface StartEvent {
	type: 'start';
	run: string;
	backend: string;
	/** What runs it, in words: processor and threads, or the adapter's name. */
	device: string;
	parameters: number;
	steps: number;
	time: string;
	/** Tokens that each step reads. */
	tokens_per_step: number;
	/** Set when a run goes on from a checkpoint. */
	resumed_from?: number;
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
	perplexity: number;
	/** Text that the model writes at this step, after a prompt from the validation data. */
	sample?: { prompt: string; text: string };
}

export interface RankEvent {
	type: 'rank';
	step: number;
	layers: { heads: { effective_rank: number; bound: number }[] }[];
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
