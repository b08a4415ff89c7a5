import { expect } from 'vitest';
import type { Backend } from '../../../../src/engine/backends/backend.ts';
import { evaluate } from '../reference/evaluate.ts';
import type { Case } from './cases.ts';
import { apart, programOf } from './program.ts';

/** Expects every output of a case to be the reference's, on a backend. */
export async function expectAgreement(backend: Pick<Backend, 'compile'>, each: Case, tolerance: number): Promise<void> {
	const { program, data } = programOf(each);
	const reference = evaluate(program, data);
	const executable = await backend.compile(program);
	const { arrays } = await executable.run(data);
	await executable.release();
	for (const name of Object.keys(program.outputs)) expect(apart(arrays[name] ?? [], reference[name] ?? []), name).toBeLessThan(tolerance);
}
