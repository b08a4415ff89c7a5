import { parseArgs } from 'node:util';
import { diagnose } from './diagnosis.ts';
import { doctorReport } from './doctor-report.ts';
import { UsageError } from './usage.ts';

const help = `Usage: headroom doctor [--json]

Says what this machine has for training, which backends can run and why the others cannot, and which one --backend auto takes.`;

const MOST_COLUMNS = 80;

/** `headroom doctor`: what would train here, and why not something else. */
export async function doctor(args: string[]): Promise<number> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	if (positionals.length > 0) throw new UsageError('doctor takes no arguments but --json.');
	const diagnosis = await diagnose();
	const width = Math.min(MOST_COLUMNS, process.stdout.columns ?? MOST_COLUMNS);
	const isColoured = process.stdout.isTTY === true && !process.env.NO_COLOR;
	console.log(values.json ? JSON.stringify(diagnosis, null, 2) : doctorReport(diagnosis, { width, isColoured }));
	return 0;
}
