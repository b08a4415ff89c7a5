import type { Analysis, AnalysisOptions } from '../analysis/analysis.ts';
import type { Architecture } from '../design/architecture.ts';
import type { Design } from '../design/design.ts';
import type { Family } from '../design/families/family.ts';
import type { Range, TextEdit } from '../design/source.ts';

export const SEVERITIES = ['error', 'warning', 'info', 'hint'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** One file in this folder: what it is about as data, the check below. Its page is `docs/rules/ID.md`. */
export type Rule = FileRule | DesignRule;

interface About {
	id: string;
	/** What it says, in one line. */
	summary: string;
	/** The loudest it gets unless told otherwise. */
	severity: Severity;
	/** `fact`: algebra or what the library does. `heuristic`: published evidence. */
	kind: 'fact' | 'heuristic';
	source: string;
}

/** Looks at any file, whether its family is known or not. */
export interface FileRule extends About {
	checkFile(design: Design): RuleFinding[];
}

/** Looks at a design whose family is known. */
export interface DesignRule extends About {
	/** Sizes it reads; where one of them has a problem of its own, the rule waits. */
	reads: readonly Size[];
	check(subject: Subject): RuleFinding[];
}

/** The sizes of `KeyNames`. */
export type Size = keyof Family['keyNames'];

/** A design whose family is known, with what was counted. */
export interface Subject {
	design: Design;
	family: Family;
	architecture: Architecture;
	analysis: Analysis;
	options: AnalysisOptions;
	/** The family's name of a size. */
	key(size: Size): string;
	/** True where a head size of its own is read: in every design file, and in a configuration where the library does. */
	readsHeadSize: boolean;
	/** True where the file sets a size, and the family or the design file reads it. */
	sets(size: Size): boolean;
	/** Where a size stands, else its nearest relative. */
	at(size: Size): Range;
	/** The edits that give a size a value. */
	set(size: Size, value: number): TextEdit[];
	/** Counts the design as it would be after edits. */
	after(edits: readonly TextEdit[]): Analysis | undefined;
}

export interface RuleFinding {
	message: string;
	range: Range;
	/** Set where it differs from the rule's own. */
	severity?: Severity;
	related?: { message: string; range: Range }[];
	/** Changes that would end it; a function where they take work to find. One that would bring a new error is not shown. */
	fixes?: Proposal[] | (() => Proposal[]);
	/** True where the key does nothing: editors grey it. */
	unnecessary?: boolean;
	/** Edits to the design that effects are counted from, where the design as it stands cannot be built. */
	baseline?: TextEdit[];
}

/** A change that would end the finding; its effect is counted by applying it. */
export interface Proposal {
	/** What it does: "Use 40 heads". */
	title: string;
	edits: TextEdit[];
}

/** A finding of one file, ready for any surface. */
export interface Finding {
	rule: string;
	severity: Severity;
	message: string;
	range: Range;
	related: { message: string; range: Range }[];
	/** True where the key does nothing. */
	unnecessary: boolean;
	/** The rule's page. */
	url: string;
	readonly fixes: Fix[];
}

export interface Fix {
	/** With its effect: "Use 40 heads — parameters unchanged". */
	title: string;
	edits: TextEdit[];
	effect: { parameters: number };
}
