import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { elements } from '../design/tensors.ts';
import type { Placed } from '../engine/engine.ts';
import { isInside } from '../files/inside.ts';
import { readSafetensors } from './checkpoint/read-safetensors.ts';
import type { NamedTensor } from './checkpoint/write-safetensors.ts';
import { contentHash } from './content-hash.ts';
import { Refusal } from './refusal.ts';

/** A folder with `model.safetensors`, or with its parts and the index that names them. */
const FILES = { whole: 'model.safetensors', index: 'model.safetensors.index.json' };

/** What files of some libraries hold that is no weight: masks and tables that follow from the configuration. */
const BUFFERS = /(^|\.)(attn\.(masked_)?bias|attention\.(masked_)?bias|rotary_emb\.inv_freq|position_ids)$/;

/** Differences that are named; of more only the number is. */
const NAMED = 5;

export interface InitialWeights {
	/** Laid out as the engine keeps them. */
	weights: Float32Array;
	/** Of the files that they are from. */
	hash: string;
}

/**
 * The weights that `training.initialize_from` names, laid out as the engine keeps them. Every tensor of the model must be there
 * in its shape, and no other; throws a Refusal that names what does not fit.
 */
export async function readInitialWeights(named: string, designPath: string, workspace: string, layout: readonly Placed[]): Promise<InitialWeights> {
	const { tensors, hash } = await readFolder(folderOf(named, designPath, workspace), named, workspace);
	const prefix = missingPrefix(layout, tensors);
	const problems: string[] = [];
	const weights = new Float32Array(layout.reduce((sum, { tensor }) => sum + elements(tensor.shape), 0));
	const wanted = new Set<string>();
	for (const { tensor, offset } of layout) {
		const name = tensor.name.startsWith(prefix) ? tensor.name.slice(prefix.length) : tensor.name;
		wanted.add(name);
		const found = tensors.get(name);
		if (found === undefined) problems.push(`${name} is missing`);
		else if (found.shape.join() !== tensor.shape.join()) problems.push(`${name} is ${found.shape.join(' × ')}, the design has ${tensor.shape.join(' × ')}`);
		else weights.set(found.data, offset);
	}
	// The head of a tied model may be written out beside the token table that it is.
	for (const name of tensors.keys()) if (!wanted.has(name) && !BUFFERS.test(name) && !isTiedHead(name, layout)) problems.push(`${name} is not in the design`);
	if (problems.length > 0) {
		const more = problems.length > NAMED ? `; and ${problems.length - NAMED} more` : '';
		throw new Refusal(
			`training.initialize_from ${named} holds another model: ${problems.slice(0, NAMED).join('; ')}${more}. Make the design's model that of its config.json.`,
		);
	}
	return { weights, hash };
}

function folderOf(named: string, designPath: string, workspace: string): string {
	const folder = resolve(dirname(designPath), named);
	if (!existsSync(folder)) throw new Refusal(`training.initialize_from ${named}: there is no such folder beside the design.`);
	if (!isInside(realpathSync(workspace), realpathSync(folder)))
		throw new Refusal(`training.initialize_from ${named} leads outside of ${workspace}, where a run may not read.`);
	return folder;
}

async function readFolder(folder: string, named: string, workspace: string): Promise<{ tensors: Map<string, NamedTensor>; hash: string }> {
	try {
		const { index, files } = await filesOf(folder);
		for (const file of files)
			if (!isInside(realpathSync(workspace), realpathSync(file)))
				throw new Refusal(`training.initialize_from ${named}: ${file} leads outside of ${workspace}, where a run may not read.`);
		const [hash, parts] = await Promise.all([contentHash([...index, ...files]), Promise.all(files.map(readSafetensors))]);
		return { tensors: new Map(parts.flatMap((part) => [...part])), hash };
	} catch (error) {
		if (error instanceof Refusal) throw error;
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new Refusal(`training.initialize_from ${named} cannot be read: ${(error as Error).message}`);
		const hint = existsSync(join(folder, 'checkpoints')) ? ' It is a run: name one of its checkpoints, such as checkpoints/step-100.' : '';
		throw new Refusal(`training.initialize_from ${named} holds no ${basename((error as NodeJS.ErrnoException).path ?? FILES.whole)}.${hint}`);
	}
}

/** The files that hold the tensors, and the index that names them where they are parts. */
async function filesOf(folder: string): Promise<{ index: string[]; files: string[] }> {
	const index = join(folder, FILES.index);
	if (!existsSync(index)) return { index: [], files: [join(folder, FILES.whole)] };
	const { weight_map }: { weight_map: Record<string, string> } = JSON.parse(await readFile(index, 'utf8'));
	return { index: [index], files: [...new Set(Object.values(weight_map))].sort().map((name) => join(folder, name)) };
}

/** Files of a model without its head leave out the first word of all names: `h.0.…` for `transformer.h.0.…`. */
function missingPrefix(layout: readonly Placed[], tensors: ReadonlyMap<string, NamedTensor>): string {
	const names = layout.map(({ tensor }) => tensor.name);
	if (names.some((name) => tensors.has(name))) return '';
	const [first = ''] = names;
	const prefix = first.slice(0, first.indexOf('.') + 1);
	return prefix !== '' && tensors.has(first.slice(prefix.length)) ? prefix : '';
}

const isTiedHead = (name: string, layout: readonly Placed[]): boolean =>
	/^(lm_head|embed_out)\.weight$/.test(name) && !layout.some(({ tensor }) => tensor.name === name);
