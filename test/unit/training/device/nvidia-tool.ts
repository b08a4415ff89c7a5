import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A program named nvidia-smi in a folder of its own, gone after the test: this JavaScript, run for each question. */
export function nvidiaTool(script: string): { folder: string; path: string } {
	const folder = mkdtempSync(join(tmpdir(), 'headroom-nvidia-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const path = join(folder, 'nvidia-smi');
	writeFileSync(path, `#!${process.execPath}\n${script}\n`);
	chmodSync(path, 0o755);
	return { folder, path };
}

/** Answers as the tool does, for the fields that are asked for. */
export const ANSWERING = `
const known = { name: 'NVIDIA H100 80GB HBM3', 'utilization.gpu': '97', 'memory.used': '12345', 'memory.total': '81559', 'temperature.gpu': '65', 'power.draw': '301.46' };
const [query, format] = process.argv.slice(2);
if (format !== '--format=csv,noheader,nounits') process.exit(2);
console.log(query.replace('--query-gpu=', '').split(',').map((field) => known[field]).join(', '));
`;

/** Leaves a process behind that holds its output open. */
export const HANGING = `
require('node:child_process').spawn(process.execPath, ['-e', 'setTimeout(() => {}, 15_000)'], { stdio: 'inherit' });
setTimeout(() => {}, 15_000);
`;
