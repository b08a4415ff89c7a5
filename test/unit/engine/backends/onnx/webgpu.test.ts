import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundle } from '../../../bundle.ts';
import { casesWithoutRoutes } from '../../operators/cases.ts';
import { apart, programOf } from '../../operators/program.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { AGAIN, type Learned, learn, runs } from './runs.ts';
import { adapterEnvironment } from './software-adapter.ts';

/** A product is added up in single precision in an order of its own. */
const TOLERANCE = 1e-5;
/** What a loss may differ from the processor's, relatively. */
const LOSS_TOLERANCE = 2e-3;

const environment = adapterEnvironment();
if (!environment) console.log('The tests on WebGPU are left out: there is no Chromium here whose software adapter they could run on.');

describe.skipIf(!environment)('on WebGPU', () => {
	const results = new Map<string, unknown>();
	let ended = '';
	let arrived = (): void => undefined;

	beforeAll(async () => {
		const child = spawn(process.execPath, [await bundle('test/unit/engine/backends/onnx/on-webgpu.ts', 'webgpu/on-webgpu.js')], {
			env: environment,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let log = '';
		child.stderr.on('data', (data) => {
			log += data;
		});
		createInterface({ input: child.stdout }).on('line', (line) => {
			const { what, result } = JSON.parse(line);
			results.set(what, result);
			arrived();
		});
		child.on('close', (code) => {
			ended = `the process ended with ${code}: ${log}`;
			arrived();
		});
		return () => child.kill();
	});

	/** Waits for what the process has to say. */
	async function result<T>(what: string): Promise<T> {
		while (!results.has(what)) {
			if (ended) throw new Error(ended);
			await new Promise<void>((resolve) => {
				arrived = resolve;
			});
		}
		return results.get(what) as T;
	}

	it('says which adapter it is, and that it is a program', async () => {
		if (process.env.HEADROOM_TEST_ADAPTER === '1') return;
		expect(await result('look')).toMatchObject({ backend: 'webgpu', software: true });
		expect(await result('device')).toContain('SwiftShader');
	});

	it.each(casesWithoutRoutes)('$name: agrees with the reference, every node on the device', async (each) => {
		const found = await result<Record<string, number[]>>(each.name);
		const { program, data } = programOf(each);
		const reference = evaluate(program, data);
		for (const name of Object.keys(program.outputs)) expect(apart(found[name] ?? [], reference[name] ?? []), name).toBeLessThan(TOLERANCE);
	});

	it.each(runs)("$name: has the processor's losses, norms and scores", async (run) => {
		const [wanted, found] = [await learn('cpu', run), await result<Learned>(run.name)];
		const relative = (a: readonly number[], b: readonly number[]) =>
			Math.max(...b.map((value, index) => Math.abs((a[index] ?? Number.NaN) - value) / Math.abs(value)));
		expect(found.losses).toHaveLength(run.steps);
		expect(relative(found.losses, wanted.losses)).toBeLessThan(LOSS_TOLERANCE);
		expect(relative(found.norms, wanted.norms)).toBeLessThan(LOSS_TOLERANCE);
		expect(relative([found.evaluation], [wanted.evaluation])).toBeLessThan(LOSS_TOLERANCE);
		expect(apart(found.scores, wanted.scores)).toBeLessThan(LOSS_TOLERANCE);
		expect(apart(found.logits, wanted.logits)).toBeLessThan(LOSS_TOLERANCE);
		expect(wanted.losses.at(-1)).not.toBe(wanted.losses[0]);
	});

	it.each(runs)('$name: goes on from a saved state with the same losses', async (run) => {
		const { losses, again } = await result<Learned>(run.name);
		expect(again).toHaveLength(AGAIN);
		for (const [index, loss] of again.entries()) expect(Math.abs(loss - (losses.at(index - AGAIN) ?? Number.NaN)) / loss).toBeLessThan(1e-6);
	});

	it('refuses half precision in words, which the software adapter has not', async () => {
		if (process.env.HEADROOM_TEST_ADAPTER === '1') return;
		expect(await result('half precision')).toBe(
			'training.precision is float16, which this device cannot compute in: its shaders have no 16-bit floats. Take float32.',
		);
	});

	it('holds numbers and lets go of them', async () => {
		expect(await result('held numbers are read as they were')).toBe(true);
		// Kept, they would be 240 MiB.
		expect(await result('memory kept after 60 vectors of 4 MiB')).toBeLessThan(100 * 2 ** 20);
	});
});
