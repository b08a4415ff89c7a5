import { parseArgs } from 'node:util';
import type { BackendName } from '../src/engine/backends/backend.ts';
import { benchAnalysis } from './analysis.ts';
import { benchEditor } from './editor.ts';
import { benchLint } from './lint.ts';
import type { Row } from './row.ts';
import { benchServer } from './server.ts';
import { benchStart } from './start.ts';
import { benchTraining } from './training.ts';

/** `npm run bench [-- --json] [--only NAME] [--backend NAME]`: each part beside a peer in the same run, so that ratios hold between machines. */
const parts: Record<string, (backend?: BackendName) => Promise<Row[]> | AsyncIterable<Row>> = {
	analysis: benchAnalysis,
	lint: benchLint,
	server: benchServer,
	editor: benchEditor,
	start: benchStart,
	training: benchTraining,
};

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' }, backend: { type: 'string' } } });
	const rows: Row[] = [];
	for (const [name, run] of Object.entries(parts)) {
		if (values.only !== undefined && values.only !== name) continue;
		for await (const row of await run(values.backend as BackendName | undefined)) {
			rows.push(row);
			if (!values.json) console.log(line(row));
		}
	}
	if (values.json) console.log(JSON.stringify(rows, null, 2));
}

function line({ name, value, unit, peer, ratio, goal }: Row): string {
	const against = peer === undefined ? '' : `  ${ratio?.toFixed(2)} × ${peer}`;
	return `${name.padEnd(58)}${value.toPrecision(4).padStart(10)} ${unit.padEnd(9)}${against}${goal === undefined ? '' : `  (goal: ${goal})`}`;
}

void main();
