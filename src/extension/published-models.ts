import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A configuration as its authors published it. */
export interface PublishedModel {
	name: string;
	path: string;
	/** What it comes to. */
	facts: string;
}

/** The published configurations of a folder, by name. */
export async function publishedModels(folder: string): Promise<PublishedModel[]> {
	// Loaded when first needed: nothing of it is on the way of a starting editor.
	const [{ readDesign }, { analyze }, { factsLine }] = await Promise.all([
		import('../design/design.ts'),
		import('../analysis/analysis.ts'),
		import('../analysis/facts.ts'),
	]);
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).map((file) => basename(file, '.json'));
	return Promise.all(
		names.sort().map(async (name) => {
			const file = `${name}.json`;
			const path = join(folder, file);
			const design = readDesign(await readFile(path, 'utf8'), { name: file });
			return { name, path, facts: factsLine(design, analyze(design)) };
		}),
	);
}
