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

const folder = new URL('../../../fixtures/families/', import.meta.url);
const fixtures = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { model_type: string; cases: Case[] });

describe.each(fixtures.filter(({ model_type }) => families.has(model_type)))('$model_type', ({ model_type, cases }) => {
	it.each(cases.filter(({ parameters: total }) => total !== undefined))('$name ($class) has the tensors and the count of the library', ({ config, class: modelClass, parameters: total, active, tensors }) => {
		const text = JSON.stringify({ ...config, model_type, architectures: [modelClass] });
		const { architecture, problems } = readDesign(text, { name: 'config.json' });
		if (!architecture) throw new Error(`${model_type} is not read`);
		expect(problems).toEqual([]);
		const named = tensorsOf(architecture);
		if (tensors) expect(Object.fromEntries(named.map(({ name, shape }) => [name, shape]))).toEqual(Object.fromEntries(tensors));
		const counted = parameters(architecture);
		expect(counted.value).toBe(total);
		if (active !== undefined) expect(counted.active).toBe(active);
	});
});

it('covers every family that is counted', () => {
	const missing = [...families.keys()].filter((type) => !fixtures.some(({ model_type }) => model_type === type));
	expect(missing).toEqual([]);
});
