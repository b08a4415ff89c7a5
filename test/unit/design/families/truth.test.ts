import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parameters } from '../../../../src/analysis/parameters.ts';
import { readDesign } from '../../../../src/design/design.ts';
import { families } from '../../../../src/design/families/index.ts';
import { tensorsOf } from '../../../../src/design/tensors.ts';

/** What the library's own class has for a configuration; test/reference says how it was made. */
interface Case {
	name: string;
	config: Record<string, unknown>;
	class: string;
	/** Absent where the library raises. */
	parameters?: number;
	active?: number;
	tensors?: [name: string, shape: number[]][];
}

interface Fixture {
	model_type: string;
	cases: Case[];
	/** The case `small` with one key changed, and the total; a text where the library raises. */
	changes?: [Record<string, unknown>, number | string][];
	aliases?: Record<string, number | string> | [Record<string, unknown>, number | string][];
	heads?: { config: Record<string, unknown>; totals: Record<string, number | string> };
}

const folder = new URL('../../../fixtures/families/', import.meta.url);
const fixtures = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Fixture);

function read(modelType: string, config: Record<string, unknown>, modelClass: string) {
	const { architecture, problems, family } = readDesign(JSON.stringify({ ...config, model_type: modelType, architectures: [modelClass] }), {
		name: 'config.json',
	});
	if (!architecture) throw new Error(`${modelType} is not read`);
	return { architecture, problems, counts: family?.classes.includes(modelClass) ?? false };
}

/** The configurations on which the count is not the library's, with both numbers. */
const wrong = (all: { config: Record<string, unknown>; modelClass: string; total: number }[], modelType: string) =>
	all.flatMap(({ config, modelClass, total }) => {
		const { architecture, counts } = read(modelType, config, modelClass);
		const counted = counts ? parameters(architecture).value : null;
		return counted === total || counted === null ? [] : [{ config, modelClass, counted, total }];
	});

describe.each(fixtures.filter(({ model_type }) => families.has(model_type)))('$model_type', ({ model_type, cases, changes = [], heads }) => {
	it.each(cases.filter(({ parameters: total }) => total !== undefined))(
		'$name ($class) has the tensors and the count of the library',
		({ config, class: modelClass, parameters: total, active, tensors }) => {
			const { architecture, problems } = read(model_type, config, modelClass);
			expect(problems).toEqual([]);
			const named = tensorsOf(architecture);
			if (tensors) expect(Object.fromEntries(named.map(({ name, shape }) => [name, shape]))).toEqual(Object.fromEntries(tensors));
			const counted = parameters(architecture);
			expect(counted.value).toBe(total);
			if (active !== undefined) expect(counted.active).toBe(active);
		},
	);

	const small = cases.find(({ name }) => name === 'small');
	it.runIf(small && changes.length > 0)('counts as the library does when one key of a small model changes', () => {
		const changed = changes.flatMap(([change, total]) =>
			typeof total === 'number' && small ? [{ config: { ...small.config, ...change }, modelClass: small.class, total }] : [],
		);
		expect(wrong(changed, model_type)).toEqual([]);
	});

	it.runIf(heads)('counts what each of its classes puts on top', () => {
		if (!heads) return;
		// Where the library refuses a configuration, its words stand for the number.
		const all = Object.entries(heads.totals).flatMap(([modelClass, total]) => (typeof total === 'number' ? [{ config: heads.config, modelClass, total }] : []));
		expect(wrong(all, model_type)).toEqual([]);
	});
});

it('covers every family that is counted', () => {
	const missing = [...families.keys()].filter((type) => !fixtures.some(({ model_type }) => model_type === type));
	expect(missing).toEqual([]);
});
