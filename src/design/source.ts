/** Positions in a design's text, counted in UTF-16 code units from its start. */
export interface Range {
	start: number;
	end: number;
}

/** A minimal change of the text. Edits of one fix never overlap. */
export interface TextEdit {
	range: Range;
	newText: string;
}

/** A value of a configuration key, as every dialect reads it. */
export type KeyValue = string | number | boolean | null | KeyValue[] | { [key: string]: KeyValue };

/** One key of the file with the place where it stands. Nested keys are addressed by path. */
export interface SourceKey {
	path: readonly string[];
	value: KeyValue;
	keyRange: Range;
	valueRange: Range;
}

/** Something wrong with how the file is written, before it means anything. */
export interface SyntaxProblem {
	message: string;
	range: Range;
}

/** Applies edits to a text, last one first so that ranges stay true; insertions at one place keep their order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	return edits
		.map((edit, index) => ({ ...edit, index }))
		.sort((a, b) => b.range.start - a.range.start || b.range.end - a.range.end || b.index - a.index)
		.reduce((result, edit) => result.slice(0, edit.range.start) + edit.newText + result.slice(edit.range.end), text);
}
