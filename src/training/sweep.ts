import { readDesign } from '../design/design.ts';
import type { KeyValue } from '../design/source.ts';
import { Refusal } from './refusal.ts';
import { SETTABLE, type Setting } from './settings.ts';

/** One point of a grid: the keys that it sets, in the order of the design. */
export interface SweepPoint {
	settings: Setting[];
	/** Such as `num_attention_heads=4, head_dim=32`. */
	name: string;
}

/** More runs than anybody waits for; a slip of the pen multiplies fast. */
const MOST = 1000;

/** The points of a design's `sweep:`, every value of each key with every value of the others; the last key changes first. */
export function sweepPoints(text: string, name: string): SweepPoint[] {
	const { source } = readDesign(text, { name });
	const axes = source
		.filter(({ path }) => path.length === 2 && path[0] === 'sweep')
		.map(({ path, value }) => ({ path: pathOf(path[1] as string), values: valuesOf(path[1] as string, value) }));
	if (axes.length === 0)
		throw new Refusal(`${name} has no sweep: give it keys and lists of values, such as "sweep: { model.num_attention_heads: [2, 4, 8] }".`);
	const count = axes.reduce((product, { values }) => product * values.length, 1);
	if (count > MOST) throw new Refusal(`The sweep of ${name} has ${count} points, more than ${MOST}: leave some values out.`);
	const grid = axes.reduce<Setting[][]>((points, { path, values }) => points.flatMap((point) => values.map((value) => [...point, { path, value }])), [[]]);
	return grid.map((settings) => ({
		settings,
		name: settings.map(({ path, value }) => `${path.at(-1)}=${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', '),
	}));
}

function pathOf(key: string): string[] {
	const path = key.split('.');
	if (path.length < 2 || path.includes('') || !SETTABLE.includes(path[0] as string))
		throw new Refusal(`sweep: ${key} is no key of a design: write SECTION.KEY, such as model.num_attention_heads; sections are ${SETTABLE.join(', ')}.`);
	return path;
}

function valuesOf(key: string, value: KeyValue): KeyValue[] {
	if (!Array.isArray(value) || value.length === 0) throw new Refusal(`sweep: ${key} must be a list of values, such as [2, 4, 8].`);
	return value;
}
