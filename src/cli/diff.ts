import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { readRevision } from '../files/revision.ts';
import { compareDesigns, type DesignDifference, differenceInMarkdown } from '../rules/difference.ts';
import { lint } from '../rules/lint.ts';
import { type InputFile, readInput } from './files.ts';
import { UsageError } from './usage.ts';

const help = `Usage: headroom diff A B [--json | --markdown]
       headroom diff FILE [--revision REV] [--json | --markdown]

Compares two designs as architectures: parameters, cache, compute, memory, rank, and the findings gained and lost.
With one file, it is compared with the one of a git revision, HEAD unless told.`;

/** `headroom diff`: two designs beside each other. */
export function diff(args: string[]): number {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { json: { type: 'boolean' }, markdown: { type: 'boolean' }, revision: { type: 'string', default: 'HEAD' }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	const [first, second, ...more] = positionals;
	if (first === undefined || more.length > 0) throw new UsageError('name one file or two.');
	const pair: [InputFile, InputFile] = second === undefined ? [revisionOf(first, values.revision), readInput(first)] : [readInput(first), readInput(second)];
	const [before, after] = pair.map(({ text, name, read }) => lint(text, name, { read }));
	const broken = [before, after].findIndex((each) => each?.design.problems.some(({ kind }) => kind === 'syntax'));
	if (broken >= 0) throw new UsageError(`${pair[broken]?.path} cannot be parsed.`);
	if (before === undefined || after === undefined) return 2;
	const difference = compareDesigns(before, after);
	const names = [pair[0].path, pair[1].path] as const;
	console.log(
		values.json
			? JSON.stringify({ before: names[0], after: names[1], ...difference }, null, 2)
			: values.markdown
				? differenceInMarkdown(difference, names)
				: table(difference, names),
	);
	return difference.gained.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Aligned columns for a terminal. */
function table({ keys, figures, gained, lost }: DesignDifference, [before, after]: readonly [string, string]): string {
	const rows = [
		['', before, after, ''],
		...figures.map(({ name, before: a, after: b, change }) => [name, a, b, change]),
		...keys.map(({ key, before: a, after: b }) => [key, a === undefined ? '' : JSON.stringify(a), b === undefined ? '' : JSON.stringify(b), '']),
	];
	const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	const lines = rows.map((row) =>
		`  ${row[0]?.padEnd(widths[0] ?? 0)}  ${row[1]?.padStart(widths[1] ?? 0)}  ${row[2]?.padStart(widths[2] ?? 0)}  ${row[3]}`.trimEnd(),
	);
	const found = [...gained.map(({ rule, message }) => `  + ${message} (${rule})`), ...lost.map(({ rule, message }) => `  − ${message} (${rule})`)];
	return [...lines, ...found].join('\n');
}

function revisionOf(path: string, revision: string): InputFile {
	try {
		return { path: `${path} (${revision})`, name: basename(path), ...readRevision(path, revision) };
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
}
