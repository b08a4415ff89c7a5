import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ResolvedDesign } from './resolved.ts';
import type { RunSummary } from './store.ts';

/** What differs between runs, by the name each goes under. */
export interface Comparison {
	/** Keys of the design that are not alike in all; null where a run has none. */
	keys: Record<string, Record<string, unknown>>;
	metrics: Record<string, Record<string, number | null>>;
}

const METRICS = ['evaluation_loss', 'bits_per_byte', 'accuracy', 'loss', 'step', 'parameters'] as const;

/** Compares runs as they were resolved, so that a default and the same value in the file are alike. */
export async function compareRuns(runs: ReadonlyMap<string, RunSummary>): Promise<Comparison> {
	const designs = new Map(await Promise.all([...runs].map(async ([name, { folder }]) => [name, await resolvedKeys(folder)] as const)));
	const all = new Set([...designs.values()].flatMap((keys) => [...keys.keys()]));
	const differing = [...all].filter((key) => new Set([...designs.values()].map((keys) => JSON.stringify(keys.get(key)))).size > 1);
	const each = <T>(of: (name: string) => T): Record<string, T> => Object.fromEntries([...runs.keys()].map((name) => [name, of(name)]));
	return {
		keys: Object.fromEntries(differing.map((key) => [key, each((name) => designs.get(name)?.get(key) ?? null)])),
		metrics: Object.fromEntries(
			METRICS.filter((metric) => [...runs.values()].some((run) => run[metric] !== undefined)).map((metric) => [
				metric,
				each((name) => runs.get(name)?.[metric] ?? null),
			]),
		),
	};
}

/** Every key of `resolved.json` under its full name, such as `model.num_attention_heads`. */
export async function resolvedKeys(folder: string): Promise<Map<string, unknown>> {
	const { model, data, training }: ResolvedDesign = JSON.parse(await readFile(join(folder, 'resolved.json'), 'utf8'));
	return new Map(
		Object.entries({ model, data, training }).flatMap(([section, keys]) => Object.entries(keys).map(([key, value]) => [`${section}.${key}`, value] as const)),
	);
}
