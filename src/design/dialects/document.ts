import type { KeyValue, SourceKey, SyntaxProblem } from '../source.ts';

/** A file as written: all its keys with their places, and what is wrong with its syntax. Reading never fails. */
export interface SourceDocument {
	keys: SourceKey[];
	/** The whole content as plain values; an empty object where nothing could be read. */
	content: { [key: string]: KeyValue };
	problems: SyntaxProblem[];
}
