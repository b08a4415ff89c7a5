import { existsSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { isInside } from '../files/inside.ts';
import { readBeside, readText } from '../files/text.ts';
import { chooseBackend, chooseToGoOn } from './backend.ts';
import type { Choices } from './backends.ts';
import type { Capsule } from './capsule.ts';
import { type Plan, planRun } from './plan.ts';
import { Refusal } from './refusal.ts';
import { applySettings, type Setting } from './settings.ts';
import { newRunId, readRun, runsFolder } from './store.ts';

/** What is asked for: a new run of a design, or to go on with the one in a folder. */
export type TrainRequest =
	| { kind: 'new'; design: string; out?: string; workspace?: string; backend: string; settings: Setting[] }
	| { kind: 'resume'; folder: string; workspace?: string; backend?: string };

/** A run that may begin. Nothing has been written. */
export interface Prepared {
	plan: Plan;
	folder: string;
	run: string;
	designPath: string;
	workspace: string;
	settings: Setting[];
	/** Backends to train on, the fastest first. */
	backends: Choices;
	/** The design's text as it is trained. */
	text: string;
	/** Text of the file that `model:` names. */
	inherited?: string;
	/** Of the weights that a run began with which goes on now. */
	weightsHash?: string;
	/** What a run that goes on was trained by until now; absent for a new one. */
	before?: { backend: string; device: string };
}

/** The file that `model:` named is kept under this name, so that a run goes on from what it began with. */
export const INHERITED_FILE = 'model.json';

export const prepare = (request: TrainRequest): Promise<Prepared> => (request.kind === 'new' ? prepareNew(request) : prepareResume(request));

async function prepareNew({ design, out, workspace: named, backend: wanted, settings }: Extract<TrainRequest, { kind: 'new' }>): Promise<Prepared> {
	const looking = chooseBackend(wanted);
	// Whoever is refused for the design's sake hears of that alone.
	looking.catch(() => undefined);
	const designPath = resolve(design);
	const written = readOrRefuse(design);
	const syntax = /\.ya?ml$/.test(designPath) ? 'yaml' : 'json';
	const text = applySettings(written, syntax, settings);
	const workspace = await workspaceOf(designPath, named);
	let inherited: string | undefined;
	const beside = readBeside(designPath, workspace);
	const read = (path: string) => {
		inherited = beside(path);
		return inherited;
	};
	const plan = await planRun({ path: designPath, text, workspace, settings, read });
	const folder = out === undefined ? join(runsFolder(designPath), newRunId(designPath, new Date())) : resolve(out);
	return { plan, folder, run: basename(folder), designPath, workspace, settings, backends: await looking, text, ...(inherited !== undefined && { inherited }) };
}

async function prepareResume({ folder: named, workspace: root, backend: wanted }: Extract<TrainRequest, { kind: 'resume' }>): Promise<Prepared> {
	const folder = resolve(named);
	const capsule = await readCapsule(folder);
	if ((await readRun(folder))?.status === 'finished') throw new Refusal(`The run in ${folder} has finished: there is nothing to go on with.`);
	const looking = chooseToGoOn(capsule, wanted);
	looking.catch(() => undefined);
	const designPath = resolve(folder, capsule.design);
	const workspace = root === undefined ? resolve(folder, capsule.workspace) : resolve(root);
	for (const place of [dirname(designPath), workspace])
		if (!existsSync(place)) throw new Refusal(`The run was made in ${place}, which is no more: its text cannot be read.`);
	const text = readOrRefuse(join(folder, 'design.yaml'));
	const inherited = await readFile(join(folder, INHERITED_FILE), 'utf8').catch(() => undefined);
	const settings = capsule.settings.map(({ key, value }) => ({ path: key.split('.'), value }));
	const plan = await planRun({ path: designPath, text, workspace, settings, read: () => inherited });
	if (plan.data.hash !== capsule.data.hash)
		throw new Refusal(
			`The text that data.files names, or its tokenizer, has changed since the run began (${sizeOf(capsule.data)} then, ${sizeOf(plan.data)} now): start a new run.`,
		);
	const weightsHash = capsule.initial_weights?.hash;
	return {
		plan,
		folder,
		run: capsule.run,
		designPath,
		workspace,
		settings,
		backends: await looking,
		text,
		...(weightsHash !== undefined && { weightsHash }),
		before: { backend: capsule.backend, device: capsule.device },
	};
}

const sizeOf = ({ files, bytes }: { files: number; bytes: number }): string => `${files} ${files === 1 ? 'file' : 'files'} of ${bytes} bytes`;

async function readCapsule(folder: string): Promise<Capsule> {
	try {
		return JSON.parse(await readFile(join(folder, 'capsule.json'), 'utf8'));
	} catch {
		throw new Refusal(`${folder} holds no run to go on with.`);
	}
}

function readOrRefuse(path: string): string {
	try {
		return readText(path);
	} catch (error) {
		throw new Refusal((error as Error).message);
	}
}

/** The folder outside of which nothing is read: the one named, else the working folder around the design, else the design's own. */
async function workspaceOf(designPath: string, named: string | undefined): Promise<string> {
	const folder = resolve(named ?? process.cwd());
	const exists = await realpath(folder).catch(() => undefined);
	if (exists === undefined) throw new Refusal(`--workspace ${named} is no folder.`);
	if (isInside(exists, await realpath(designPath))) return folder;
	if (named !== undefined) throw new Refusal(`${designPath} is not in the workspace ${named}.`);
	return dirname(designPath);
}
