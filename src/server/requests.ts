import type { Severity } from '../rules/rule.ts';

/** What server and extension say to each other beyond the protocol. Clients that do not set `commands` hear nothing of it. */

/** Sent after each change of an open document: what it comes to, or null where it is no design. */
export const FACTS = 'headroom/facts';
export interface FactsParams {
	uri: string;
	facts: Facts | null;
}
export interface Facts {
	/** `492K`; undefined where nothing is counted. */
	parameters: string | undefined;
	/** The line that stands above the model. */
	line: string;
	/** The loudest finding; hints are not counted. */
	worst: { severity: Severity; message: string; rule: string } | undefined;
	/** How many findings there are, hints left out. */
	findings: number;
}

/** Asks for the table of `headroom inspect`; null where the file is no design. */
export const INSPECT = 'headroom/inspect';
export interface InspectParams {
	uri: string;
	/** The name that heads the table. */
	name: string;
}

/** Asks for two designs beside each other, as Markdown. */
export const COMPARE = 'headroom/compare';
export interface CompareParams {
	before: Side;
	after: Side;
}
export interface Side {
	uri: string;
	/** A git revision; the text of the editor or of the disk without it. */
	revision?: string;
	/** What heads its column. */
	name: string;
}
/** `problem` says in words why there is no comparison. */
export type Comparison = { markdown: string } | { problem: string };
