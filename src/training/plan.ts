import { basename, dirname } from 'node:path';
import { formatBytes, formatCount } from '../analysis/units.ts';
import { maximumPositions } from '../design/architecture.ts';
import { cannotTrain } from '../engine/trainable.ts';
import { lint } from '../rules/lint.ts';
import type { Finding } from '../rules/rule.ts';
import { prepareData, type RunData } from './data/run-data.ts';
import { machineMemory } from './device/memory.ts';
import { leftOut } from './left-out.ts';
import { Refusal } from './refusal.ts';
import { type ReadDesign, resolvedDesign } from './resolved.ts';
import type { Setting } from './settings.ts';
import { cacheFolder } from './store.ts';

/** Where a design comes from, and what it may read. */
export interface Source {
	/** Path of the design; its name says the syntax, its folder is where data is looked for. */
	path: string;
	text: string;
	/** Nothing outside this folder is read. */
	workspace: string;
	/** Keys that were set for this run alone; `text` has them. */
	settings: readonly Setting[];
	/** Reads the file that `model: ./path` names. */
	read(path: string): string | undefined;
}

/** Everything that a run needs, found good: nothing is written before there is a plan. */
export interface Plan extends ReadDesign {
	data: RunData;
	/** What the design asks for and training does without, a sentence each. */
	leftOut: readonly string[];
}

/** Tokens of a window where the design names none. */
const USUAL_SEQUENCE = 128;

/** Reads design and data of a run; throws a Refusal with the reason where it could not train. */
export async function planRun({ path, text: written, workspace, settings, read: readModel }: Source): Promise<Plan> {
	const [name, folder] = [basename(path), dirname(path)];
	const { design, analysis, findings } = lint(written, name, { read: readModel });
	const errors = findings.filter(({ severity }) => severity === 'error');
	if (errors.length > 0)
		throw new Refusal(
			[
				`${name} has errors; a run needs a design without:`,
				...errors.map(({ range, message, rule }) => `  ${placeOf(written, range.start)} ${message} (${rule})`),
			].join('\n'),
		);
	const { architecture, data, training } = design;
	if (design.dialect !== 'headroom')
		throw new Refusal(`${name} is a model's configuration and says nothing of data: write NAME.headroom.yaml beside it, with "model: ./${name}".`);
	if (architecture === undefined) throw new Refusal(`The model_type of ${name} is not known, so there is nothing to train: see "headroom inspect ${name}".`);
	const untrainable = cannotTrain(architecture);
	if (untrainable !== undefined) throw new Refusal(`This model cannot be trained: ${untrainable}`);
	if (training.objective !== architecture.objective)
		throw new Refusal(
			`training.objective ${training.objective} does not fit ${architecture.modelType}, which learns by the ${architecture.objective} one: leave the key out, or choose another family.`,
		);
	if (training.microBatchSize !== undefined && training.batchSize % training.microBatchSize !== 0)
		throw new Refusal(`training.micro_batch_size ${training.microBatchSize} does not divide training.batch_size ${training.batchSize}: choose one that does.`);
	const positions = maximumPositions(architecture);
	const sequenceLength = data.sequenceLength ?? Math.min(USUAL_SEQUENCE, positions ?? USUAL_SEQUENCE);
	if (positions !== undefined && sequenceLength > positions)
		throw new Refusal(`data.sequence_length ${sequenceLength} is beyond the model's ${positions} positions: lower it, or give the model more positions.`);

	refuseTooLarge(analysis?.parameters.value ?? 0);
	const read: ReadDesign = { design, architecture, shape: { batchSize: training.batchSize, sequenceLength } };
	refuseUnknown(settings, read, findings);
	const prepared = await prepareData(design, architecture, read.shape, { folder, workspace }, cacheFolder(path));
	return { ...read, data: prepared, leftOut: leftOut(architecture, design.keys) };
}

/** A slip of the pen on the command line would go unseen, as nothing underlines it there. */
function refuseUnknown(settings: readonly Setting[], read: ReadDesign, findings: readonly Finding[]): void {
	const { data, training } = resolvedDesign(read);
	const known: Record<string, object> = { data, training };
	for (const { path } of settings) {
		const [section = '', key = ''] = path;
		const place = read.design.source.find((each) => each.path.join('.') === path.join('.'))?.keyRange.start;
		const near = findings.find(({ rule, range }) => rule === 'unknown-key' && range.start === place);
		if (near !== undefined) throw new Refusal(`--set ${path.join('.')}: ${near.message}`);
		const keys = known[section];
		if (keys !== undefined && !(key in keys))
			throw new Refusal(`--set ${path.join('.')}: ${section} has no key ${key}; it has ${Object.keys(keys).join(', ')}.`);
	}
}

/** Weights and two moments of 32 bits, as they are and as the step leaves them, are the least that training holds. */
function refuseTooLarge(parameters: number): void {
	const needed = parameters * 6 * 4;
	const { total } = machineMemory();
	if (needed > total)
		throw new Refusal(
			`${formatCount(parameters)} parameters need at least ${formatBytes(needed)} to train; this machine has ${formatBytes(total)}. Make the model smaller.`,
		);
}

/** Line and column from one, as editors show them. */
function placeOf(text: string, offset: number): string {
	const before = text.slice(0, offset).split('\n');
	return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}
