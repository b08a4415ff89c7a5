import type { Batch } from '../../engine/engine.ts';

/** What a run learns from and is evaluated on: the same batches for the same design, text and seed. */
export interface Dataset {
	/** Tokens of a text; a task has as many as are drawn. */
	size?: { tokens: number; training: number; validation: number };
	/** The batch of a step, counted from 1: a function of the step alone, so that a resumed run reads on where it was. */
	training(step: number): Batch;
	/** Everything that is evaluated on, in order; rows that are left over have targets of −1. */
	validation(): Iterable<Batch>;
	/** One window's inputs, always the same: rank is measured on it. */
	probe(): Int32Array;
	/** Bytes of text that the validation targets stand for; undefined where that is not known. */
	validationBytes: number | undefined;
	/** True where each target has one right answer, so that accuracy says something. */
	hasAnswers: boolean;
	/** Tokens after which the model writes a sample at each evaluation; undefined where it would not be text. */
	prompt: readonly number[] | undefined;
	close(): void;
}
