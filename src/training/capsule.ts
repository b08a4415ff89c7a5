import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { dependencies, version } from '../../package.json';
import type { Dataset } from './data/dataset.ts';
import type { RunData } from './data/run-data.ts';
import type { Plan } from './plan.ts';
import type { Setting } from './settings.ts';
import { toJson, writeWhole } from './whole-file.ts';

/** `capsule.json`: what a run was made from, so that it can be told, gone on with and made again. */
export interface Capsule {
	schema: 1;
	run: string;
	/** Paths relative to the run's folder, with `/`. */
	design: string;
	workspace: string;
	/** Keys that were set for this run alone; `design.yaml` has them. */
	settings: { key: string; value: unknown }[];
	seed: number;
	backend: string;
	device: string;
	/** Of a GPU: its driver, and the bytes of its memory, where they are told. */
	driver?: string;
	memory?: number;
	data: CapsuleData;
	/** Of the files that `training.initialize_from` named; absent without it. */
	initial_weights?: { hash: string };
	git: { commit: string; dirty: boolean } | null;
	packages: Record<string, string>;
	created: string;
}

/** What trains a run, as capsule and start event name it. */
export type TakenDevice = Pick<Capsule, 'backend' | 'device' | 'driver' | 'memory'>;

export interface CapsuleData {
	/** Of files and tokenizer. */
	hash: string;
	files: number;
	bytes: number;
	/** Absent in a task, and until a long text is read. */
	tokens?: number;
	training_tokens?: number;
	validation_tokens?: number;
}

export interface CapsuleSource {
	folder: string;
	designPath: string;
	workspace: string;
	plan: Plan;
	settings: readonly Setting[];
	device: TakenDevice;
	weightsHash: string | undefined;
}

export async function capsuleOf({ folder, designPath, workspace, plan, settings, device, weightsHash }: CapsuleSource): Promise<Capsule> {
	const { design, data } = plan;
	return {
		schema: 1,
		run: basename(folder),
		design: wayTo(folder, designPath),
		workspace: wayTo(folder, workspace),
		settings: settings.map(({ path, value }) => ({ key: path.join('.'), value })),
		seed: design.training.seed,
		...device,
		data: dataOf(data, data.ready),
		...(weightsHash !== undefined && { initial_weights: { hash: weightsHash } }),
		git: await gitState(resolve(designPath, '..')),
		packages: { headroom: version, 'onnxruntime-node': dependencies['onnxruntime-node'], node: process.versions.node },
		created: new Date().toISOString(),
	};
}

/** Adds to a run's capsule what is known once a long text is read. */
export async function noteData(folder: string, data: RunData, dataset: Dataset): Promise<void> {
	const path = join(folder, 'capsule.json');
	const capsule: Capsule = JSON.parse(await readFile(path, 'utf8'));
	await writeWhole(path, toJson({ ...capsule, data: dataOf(data, dataset) }));
}

/** Says in a run's capsule that another device goes on with it. */
export async function noteDevice(folder: string, device: TakenDevice): Promise<void> {
	const path = join(folder, 'capsule.json');
	const { driver: _, memory: __, ...capsule }: Capsule = JSON.parse(await readFile(path, 'utf8'));
	await writeWhole(path, toJson({ ...capsule, ...device }));
}

const dataOf = ({ hash, files, bytes }: RunData, dataset: Dataset | undefined): CapsuleData => ({
	hash,
	files,
	bytes,
	...(dataset?.size && { tokens: dataset.size.tokens, training_tokens: dataset.size.training, validation_tokens: dataset.size.validation }),
});

const wayTo = (folder: string, path: string): string => relative(folder, path).split(sep).join('/') || '.';

/** Null outside of a repository, without Git, or where Git takes too long. */
async function gitState(folder: string): Promise<Capsule['git']> {
	const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd: folder, timeout: 2000, windowsHide: true })).stdout.trim();
	try {
		const [commit, changes] = await Promise.all([git('rev-parse', 'HEAD'), git('status', '--porcelain', '--untracked-files=no')]);
		return { commit, dirty: changes !== '' };
	} catch {
		return null;
	}
}
