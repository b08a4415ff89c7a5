import { readFileSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FileChangeType, type FileEvent } from 'vscode-languageserver/node';
import { findNamedLikeDesigns, glance, isSearched } from '../files/designs.ts';
import { isInside } from '../files/inside.ts';
import { LARGEST_DESIGN } from '../files/text.ts';
import type { LintedDocument, Linter } from './linter.ts';
import { pathOf } from './places.ts';
import type { SettingsReader } from './settings.ts';

/** Findings of designs that no editor has open, in the folders whose settings ask for them. */
export interface WorkspaceDesigns {
	/** Searches the folders anew; true where any asks for it. */
	search(): Promise<boolean>;
	/** Follows what became of files and folders on disk. */
	follow(changes: readonly FileEvent[]): Promise<void>;
	/** An editor has the file now, and shows its findings itself. */
	opened(uri: string): void;
	/** No editor has it any more. */
	closed(uri: string): Promise<void>;
}

export interface WorkspaceOptions {
	linted: Linter;
	settings: SettingsReader;
	/** Paths of the documents that editors have. */
	isOpen(path: string): boolean;
	/** Shows the findings of a file; undefined takes them back. */
	show(uri: string, result: LintedDocument | undefined): void;
	say(message: string): void;
}

export function workspaceDesigns({ linted, settings, isOpen, show, say }: WorkspaceOptions): WorkspaceDesigns {
	/** Files whose findings are shown from here. */
	const shown = new Set<string>();
	let searched: string[] = [];
	let searches = 0;

	const covers = (path: string) => searched.some((folder) => isInside(folder, path) && isSearched(relative(folder, path)));
	const hide = (path: string) => {
		if (shown.delete(path) && !isOpen(path)) show(pathToFileURL(path).href, undefined);
	};
	const showFile = async (path: string): Promise<void> => {
		const kind = glance(path);
		if (kind === 'too-large') say(`${path} has more than ${LARGEST_DESIGN / 1e6} MB and is skipped.`);
		const uri = pathToFileURL(path).href;
		const result = kind === 'design' ? await linted.of(uri, textOf(path)) : undefined;
		if (result === undefined) return hide(path);
		if (isOpen(path) || !covers(path)) return;
		shown.add(path);
		show(uri, result);
	};
	const below = async (folder: string): Promise<string[]> => (await findNamedLikeDesigns(folder)).filter(covers);

	return {
		async search() {
			const search = ++searches;
			const asked = await Promise.all(
				linted.folders().map(async (folder) => {
					const path = (await settings.for(folder)).workspace === 'workspace' ? pathOf(folder) : undefined;
					return path === undefined ? [] : [path];
				}),
			);
			searched = asked.flat();
			const found = new Set((await Promise.all(searched.map(below))).flat());
			for (const path of found) {
				// Another search has begun meanwhile.
				if (search !== searches) return true;
				await showFile(path);
			}
			for (const path of [...shown]) if (!found.has(path)) hide(path);
			return searched.length > 0;
		},
		async follow(changes) {
			for (const { uri, type } of changes) {
				const path = pathOf(uri);
				if (path === undefined) continue;
				// A folder goes as one, with all that was in it.
				if (type === FileChangeType.Deleted) for (const gone of [...shown].filter((file) => isInside(path, file))) hide(gone);
				else if (covers(path)) for (const file of isFolder(path) ? await below(path) : [path]) await showFile(file);
			}
		},
		opened(uri) {
			const path = pathOf(uri);
			if (path !== undefined && shown.delete(path) && pathToFileURL(path).href !== uri) show(pathToFileURL(path).href, undefined);
		},
		async closed(uri) {
			const path = pathOf(uri);
			if (path !== undefined && covers(path)) await showFile(path);
		},
	};
}

const textOf = (path: string): string => {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
