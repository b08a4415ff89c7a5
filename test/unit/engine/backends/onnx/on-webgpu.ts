// Computes on WebGPU what webgpu.test.ts compares: one line of JSON for each thing. A program of its own, since the driver is chosen when a process starts.
import { backends } from '../../../../../src/engine/backends/index.ts';
import { casesWithoutRoutes } from '../../operators/cases.ts';
import { programOf } from '../../operators/program.ts';
import { learn, runs } from './runs.ts';

const say = (what: string, result: unknown) => process.stdout.write(`${JSON.stringify({ what, result })}\n`);

async function main() {
	say('look', await backends.webgpu?.look());
	const backend = await backends.webgpu?.open({});
	if (!backend) throw new Error('no backend webgpu');
	say('device', backend.device);
	for (const each of casesWithoutRoutes) {
		const { program, data } = programOf(each);
		const executable = await backend.compile(program);
		const { arrays } = await executable.run(data);
		await executable.release();
		say(each.name, Object.fromEntries(Object.entries(arrays).map(([name, values]) => [name, [...values]])));
	}
	for (const run of runs) say(run.name, await learn('webgpu', run));

	say('half precision', await backend.checkHalf?.().catch((error: Error) => error.message));
	const numbers = Float32Array.from({ length: 2 ** 20 }, (_, index) => index);
	const round = async () => {
		const held = await backend.hold(numbers);
		const read = await held.read();
		held.release();
		return read.every((value, index) => value === index);
	};
	say('held numbers are read as they were', await round());
	const before = process.memoryUsage().rss;
	for (let index = 0; index < 60; index++) await round();
	say('memory kept after 60 vectors of 4 MiB', process.memoryUsage().rss - before);
	await backend.release();
}

main().catch((error: Error) => {
	console.error(error.stack);
	process.exit(1);
});
