import type { Range } from '../source.ts';

/** No configuration nests deeper; the parsers recurse, and would run out of stack. */
const DEEPEST = 100;

/** The place where brackets, or lines by their indentation, nest deeper than any configuration; undefined in sound files. */
export function tooDeep(text: string): Range | undefined {
	let depth = 0;
	let quoted: string | undefined;
	for (let offset = 0; offset < text.length; offset++) {
		const letter = text[offset];
		if (letter === '\n') quoted = undefined;
		else if (quoted !== undefined) {
			if (letter === '\\') offset++;
			else if (letter === quoted) quoted = undefined;
		} else if (letter === '"') quoted = letter;
		else if (letter === '{' || letter === '[') {
			if (++depth > DEEPEST) return { start: offset, end: offset + 1 };
		} else if (letter === '}' || letter === ']') depth = Math.max(0, depth - 1);
	}
	const indented = new RegExp(`^ {${2 * DEEPEST},}[\\w"']+ *:`, 'm').exec(text);
	return indented ? { start: indented.index, end: indented.index + indented[0].length } : undefined;
}

export const tooDeepMessage = `Nested more than ${DEEPEST} deep: this is no configuration.`;
