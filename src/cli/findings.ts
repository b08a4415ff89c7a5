import type { Range, TextEdit } from '../design/source.ts';
import type { Finding } from '../rules/rule.ts';

export interface LineRange {
	start: { line: number; character: number };
	end: { line: number; character: number };
}

/** Findings of one file with places in lines and characters, both from zero: what `lint --format json` prints. */
export interface FileFindings {
	file: string;
	findings: (Omit<Finding, 'range' | 'related' | 'fixes'> & {
		range: LineRange;
		related: { message: string; range: LineRange }[];
		fixes: { title: string; edits: { range: LineRange; newText: string }[]; effect: { parameters: number } }[];
	})[];
}

/** Turns offsets of the text into lines and characters. */
export function findingsInLines(file: string, text: string, findings: readonly Finding[]): FileFindings {
	const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ index, 0: eol }) => index + eol.length)];
	const place = (offset: number) => {
		const line = starts.findLastIndex((start) => start <= offset);
		return { line, character: offset - (starts[line] ?? 0) };
	};
	const lines = ({ start, end }: Range): LineRange => ({ start: place(start), end: place(end) });
	const edit = ({ range, newText }: TextEdit) => ({ range: lines(range), newText });
	return {
		file,
		findings: findings.map((finding) => ({
			...finding,
			range: lines(finding.range),
			related: finding.related.map(({ message, range }) => ({ message, range: lines(range) })),
			fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(edit) })),
		})),
	};
}
