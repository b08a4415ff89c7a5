import { join } from 'node:path';
import { formatCount } from '../analysis/units.ts';
import { elements } from '../design/tensors.ts';
import { type Appender, openAppender } from './appender.ts';
import { type Beginning, begin, goOn } from './beginning.ts';
import { capsuleOf, noteData, noteDevice, type TakenDevice } from './capsule.ts';
import { type Claim, claimFolder, makeRunFolder } from './claim.ts';
import type { Dataset } from './data/dataset.ts';
import { sampleDevice } from './device/sampling.ts';
import { EVENTS_FILE } from './event-lines.ts';
import type { EndEvent, RunEvent } from './events.ts';
import { logLine } from './log-line.ts';
import { trainingLoop } from './loop.ts';
import { memoryWarning } from './memory-need.ts';
import { type Opened, openEngine } from './open-engine.ts';
import { outOfMemoryMessage } from './out-of-memory.ts';
import type { Plan } from './plan.ts';
import { readData } from './reading.ts';
import { Refusal } from './refusal.ts';
import type { Reporter, RunPlace } from './reporter.ts';
import { INHERITED_FILE, type Prepared, prepare, type TrainRequest } from './request.ts';
import { resolvedDesign } from './resolved.ts';
import { saveInBackground } from './saving.ts';
import { watchForStop } from './stopping.ts';
import { toJson, writeWhole } from './whole-file.ts';

/**
 * Trains a run from its request to its end. Throws a Refusal where it cannot begin, with nothing written; resolves with
 * how it ended otherwise.
 */
export async function trainRun(request: TrainRequest, report: (place: RunPlace) => Reporter): Promise<EndEvent['status']> {
	const prepared = await prepare(request);
	const opened = await openEngine(prepared);
	const { engine } = opened;
	try {
		const { folder, run, before } = prepared;
		const begun = before ? undefined : await begin(prepared, engine);
		if (!before) await makeRunFolder(folder);
		const claim = await claimFolder(folder);
		try {
			const beginning = begun ?? (await goOn(prepared, engine));
			const [events, log] = await openFolder(prepared, opened, beginning);
			return await trainIn(prepared, { ...opened, beginning }, claim, events, log, report({ run, folder }));
		} finally {
			await claim.release();
		}
	} finally {
		await engine.release();
	}
}

/** Writes what a new run is made from, and opens what grows. */
async function openFolder(
	{ plan, folder, text, inherited, designPath, workspace, settings, before }: Prepared,
	{ device }: Opened,
	{ weightsHash }: Beginning,
): Promise<[Appender, Appender]> {
	try {
		if (!before) {
			await writeWhole(join(folder, 'design.yaml'), text);
			if (inherited !== undefined) await writeWhole(join(folder, INHERITED_FILE), inherited);
			await writeWhole(join(folder, 'resolved.json'), toJson(resolvedDesign(plan)));
			const capsule = await capsuleOf({ folder, designPath, workspace, plan, settings, device, weightsHash });
			await writeWhole(join(folder, 'capsule.json'), toJson(capsule));
		} else if (isElsewhere(before, device)) await noteDevice(folder, device);
		return [await openAppender(join(folder, EVENTS_FILE)), await openAppender(join(folder, 'log.txt'))];
	} catch (error) {
		throw new Refusal(`${folder} cannot be written: ${(error as Error).message}.`);
	}
}

async function trainIn(
	prepared: Prepared,
	{ engine, device, rejected, beginning: { record, notes } }: Opened & { beginning: Beginning },
	claim: Claim,
	events: Appender,
	log: Appender,
	reporter: Reporter,
): Promise<EndEvent['status']> {
	const { plan, folder, run, before } = prepared;
	let reached = record?.step ?? 0;
	let closeData = (): void => {};
	let stopSampling = (): void => {};
	const write = (text: string) => log.append(`${new Date().toISOString()} ${text}`);
	const emit = (event: RunEvent): void => {
		if (event.type === 'step') reached = event.step;
		events.append(JSON.stringify(event));
		const line = logLine(event);
		if (line !== undefined) write(line);
		reporter.event(event);
	};
	const note = (text: string): void => {
		write(text);
		reporter.note(text);
	};
	const stopping = watchForStop(folder, claim);
	const saving = saveInBackground(folder, plan, engine, events, emit);

	const train = async (): Promise<EndEvent> => {
		const { skipped } = plan.data;
		if (skipped.length > 0)
			note(`Left out, as it is not text: ${skipped.slice(0, 5).join(', ')}${skipped.length > 5 ? ` and ${skipped.length - 5} more files` : ''}.`);
		for (const text of notes) note(text);
		if (before && isElsewhere(before, device))
			note(
				`The run was trained by ${before.backend} (${before.device}) and goes on by ${device.backend} (${device.device}): from here on it is no longer the same to the last bit.`,
			);
		const { training } = plan.design;
		emit({
			type: 'start',
			run,
			...device,
			...(rejected.length > 0 && { rejected }),
			parameters: engine.layout.reduce((sum, { tensor: { shape, fixed } }) => sum + (fixed ? 0 : elements(shape)), 0),
			steps: training.steps,
			time: new Date().toISOString(),
			tokens_per_step: plan.shape.batchSize * plan.shape.sequenceLength,
			...(before && { resumed_from: reached }),
		});
		// A run that goes on has said it before.
		if (!before) for (const message of plan.leftOut) emit({ type: 'warning', step: 0, message });
		const tight = memoryWarning(engine, device, plan);
		if (tight !== undefined) emit({ type: 'warning', step: reached, message: tight });
		stopSampling = sampleDevice({ step: () => reached, emit, log: write }).stop;
		const dataset = await readData(plan.data, reached, emit, stopping.requested);
		if (dataset === undefined) return { type: 'end', status: 'stopped', step: reached };
		closeData = dataset.close;
		if (plan.data.ready === undefined) await noteData(folder, plan.data, dataset);
		const slow = slowEvaluation(plan, dataset);
		if (slow !== undefined) emit({ type: 'warning', step: reached, message: slow });
		const end = await trainingLoop({
			plan,
			dataset,
			engine,
			from: reached,
			evaluation: record?.evaluation ?? null,
			emit,
			save: saving.save,
			shouldStop: stopping.requested,
		});
		await saving.finish();
		return end;
	};
	const failed = (error: Error): EndEvent => ({
		type: 'end',
		status: 'failed',
		step: reached,
		message: stopping.lost() ?? outOfMemoryMessage(error.message, { engine, device, plan }) ?? `${error.message}.`.replace(/\.+$/, '.'),
	});

	const end = await train()
		// What the disk refuses is known before the run says how it ended.
		.then((ended) => events.flush().then(() => ended))
		.catch(failed);
	await saving.finish().catch(() => undefined);
	stopSampling();
	emit(end);
	await stopping.dispose();
	closeData();
	await Promise.all([events.close(), log.close()]).catch(() => undefined);
	return end.status;
}

/** Sums are exact to the last bit on one device alone; threads count as part of it. */
const isElsewhere = (before: Pick<TakenDevice, 'backend' | 'device'>, now: TakenDevice): boolean =>
	before.backend !== now.backend || before.device !== now.device;

/** Evaluations that read far more than training does in between take most of a run. */
function slowEvaluation({ design, shape }: Plan, { size }: Dataset): string | undefined {
	const { evaluateEvery, steps } = design.training;
	const between = shape.batchSize * shape.sequenceLength * Math.min(evaluateEvery, steps);
	if (size === undefined || size.validation < 10 * between) return undefined;
	return `Each evaluation reads ${formatCount(size.validation)} tokens, training ${formatCount(between)} in between: lower data.validation_fraction (${design.data.validationFraction} now).`;
}
