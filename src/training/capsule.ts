import { execFile } from 'node:child_process';
import { basename, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { dependencies, version } from '../../package.json';
import type { Plan } from './plan.ts';
import type { Setting } from './settings.ts';

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
	data: { hash: string; files: number; tokens: number; training_tokens: number; validation_tokens: number };
	git: { commit: string; dirty: boolean } | null;
	packages: Record<string, string>;
	created: string;
}

export interface CapsuleSource {
	folder: string;
	designPath: string;
	workspace: string;
	plan: Plan;
	settings: readonly Setting[];
	backend: string;
	device: string;
}

export async function capsuleOf({ folder, designPath, workspace, plan, settings, backend, device }: CapsuleSource): Promise<Capsule> {
	const { design, text, split } = plan;
	return {
		schema: 1,
		run: basename(folder),
		design: wayTo(folder, designPath),
		workspace: wayTo(folder, workspace),
		settings: settings.map(({ path, value }) => ({ key: path.join('.'), value })),
		seed: design.training.seed,
		backend,
		device,
		data: {
			hash: text.hash,
			files: text.files.length,
			tokens: text.tokens.length,
			training_tokens: split.training.length,
			validation_tokens: split.validation.length,
		},
		git: await gitState(resolve(designPath, '..')),
		packages: { headroom: version, 'onnxruntime-node': dependencies['onnxruntime-node'], node: process.versions.node },
		created: new Date().toISOString(),
	};
}

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
