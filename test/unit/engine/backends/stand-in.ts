import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A new folder. */
export const folder = (): string => mkdtempSync(join(tmpdir(), 'headroom-backend-'));

/** Sets a variable of the environment for this test. */
export function set(name: string, value: string): void {
	const before = process.env[name];
	process.env[name] = value;
	onTestFinished(() => {
		if (before === undefined) delete process.env[name];
		else process.env[name] = before;
	});
}

/** Puts a program in front of all others on the PATH: a script of the shell. */
export function program(name: string, script: string): void {
	const place = folder();
	writeFileSync(join(place, name), `#!/bin/sh\n${script}\n`);
	chmodSync(join(place, name), 0o755);
	set('PATH', `${place}${delimiter}${process.env.PATH}`);
}

/** A package that stands for onnxruntime-node, with the CUDA provider's libraries beside it; `script` is its code. */
export function runtime(script: string, place = folder()): string {
	const libraries = join(place, 'bin/napi-v6/linux/x64');
	mkdirSync(libraries, { recursive: true });
	for (const part of ['shared', 'cuda']) writeFileSync(join(libraries, `libonnxruntime_providers_${part}.so`), '');
	writeFileSync(join(place, 'package.json'), JSON.stringify({ name: 'onnxruntime-node', main: 'index.js' }));
	writeFileSync(join(place, 'index.js'), script);
	return place;
}

/** Code of a runtime whose sessions do this. */
export const sessions = (body: string): string =>
	`exports.Tensor = class { constructor(type, data) { this.data = data; } };\nexports.InferenceSession = { async create() { ${body} } };`;
/** Code of a runtime that computes the sum of the probe. */
export const computing = sessions('return { run: async ({ x }) => ({ y: { data: [x.data[0] * 2] } }) };');
