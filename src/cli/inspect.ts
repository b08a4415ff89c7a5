import { parseArgs } from 'node:util';
import type { Design } from '../design/design.ts';
import { inspectionTable } from '../rules/inspection-table.ts';
import { lint } from '../rules/lint.ts';
import { inputs } from './files.ts';
import { findingsInLines } from './findings.ts';
import { inspectionReport } from './inspection-report.ts';
import { countFrom, UsageError } from './usage.ts';

const help = `Usage: headroom inspect FILE… [--json] [--sequence N] [--batch B] [--dtype bfloat16|float16|float32|int8]

Counts a design or a config.json: parameters, the rank that each head's scores can reach, cache, compute and the
configuration as it is read. Folders are searched. --sequence sets the context, --dtype that of the cache.`;

const BYTES: Record<string, number> = { bfloat16: 2, float16: 2, float32: 4, int8: 1 };

/** `headroom inspect`: what a design comes to. */
export function inspect(args: string[]): number {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			json: { type: 'boolean' },
			sequence: { type: 'string' },
			batch: { type: 'string' },
			dtype: { type: 'string', default: 'bfloat16' },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	if (positionals.length === 0) throw new UsageError('name a file to inspect.');
	const bytesPerValue = BYTES[values.dtype];
	if (bytesPerValue === undefined) throw new UsageError(`--dtype is one of ${Object.keys(BYTES).join(', ')}, not ${values.dtype}.`);
	const [sequence, batch] = [countFrom('sequence', values.sequence), countFrom('batch', values.batch)];
	const options = { bytesPerValue, ...(sequence && { sequence }), ...(batch && { batch }) };

	const files = inputs(positionals);
	if (files.length === 0) throw new UsageError(`there is no design in ${positionals.join(', ')}.`);
	const inspected = files.map((file) => ({ file, ...lint(file.text, file.name, { ...options, read: file.read }) }));
	const isBroken = ({ design }: { design: Design }) => design.problems.some(({ kind }) => kind === 'syntax');
	for (const { file, findings } of inspected.filter(isBroken)) {
		for (const { range, message } of findingsInLines(file.path, file.text, findings).findings)
			console.error(`${file.path}:${range.start.line + 1}:${range.start.character + 1}: ${message}`);
	}
	if (values.json) {
		const reports = inspected.map(({ file, design, analysis, findings }) =>
			inspectionReport(file.path, design, analysis, findingsInLines(file.path, file.text, findings).findings),
		);
		console.log(JSON.stringify(reports.length === 1 ? reports[0] : reports, null, 2));
	} else {
		const readable = inspected.filter((each) => !isBroken(each));
		if (readable.length > 0)
			console.log(readable.map(({ file, design, analysis, findings }) => inspectionTable(file.path, design, analysis, findings)).join('\n\n'));
	}
	if (inspected.some(isBroken)) return 2;
	return inspected.some(({ findings }) => findings.some(({ severity }) => severity === 'error')) ? 1 : 0;
}
