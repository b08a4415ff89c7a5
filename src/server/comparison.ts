import { readRevision } from '../files/revision.ts';
import { readText } from '../files/text.ts';
import { compareDesigns, differenceInMarkdown } from '../rules/difference.ts';
import { type Linted, lint } from '../rules/lint.ts';
import type { Linter } from './linter.ts';
import { nameOf, pathOf } from './places.ts';
import type { CompareParams, Comparison, Side } from './requests.ts';

/** Two designs beside each other in Markdown, each as its editor, the disk or a revision has it. */
export async function comparison({ before, after }: CompareParams, linted: Linter, open: (uri: string) => string | undefined): Promise<Comparison> {
	try {
		const [first, second] = [await sideOf(before, linted, open), await sideOf(after, linted, open)];
		const difference = compareDesigns(first, second);
		const { keys, gained, lost } = difference;
		const alike = keys.length + gained.length + lost.length === 0 ? '\n\nBoth are the same architecture.' : '';
		return { markdown: `# ${before.name} → ${after.name}\n\n${differenceInMarkdown(difference, [before.name, after.name])}${alike}\n` };
	} catch (error) {
		return { problem: (error as Error).message };
	}
}

/** Throws an Error that says in words why a side cannot be read. */
async function sideOf({ uri, revision, name }: Side, linted: Linter, open: (uri: string) => string | undefined): Promise<Linted> {
	const path = pathOf(uri);
	const options = await linted.options(uri);
	if (revision !== undefined && path === undefined) throw new Error(`${name} is not on disk, so git does not have it.`);
	const { text, ...reading } =
		revision !== undefined && path !== undefined ? readRevision(path, revision) : { text: open(uri) ?? (path === undefined ? '' : readText(path)) };
	const side = lint(text, nameOf(uri), { ...options, ...reading });
	if (side.design.problems.some(({ kind }) => kind === 'syntax')) throw new Error(`${name} has a syntax error.`);
	if (side.design.modelType === undefined) throw new Error(`${name} is no design: it has no model_type.`);
	return side;
}
