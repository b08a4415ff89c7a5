// Assembles the update's program, WebAssembly written as text, beside its source: for the build, and for tests, which run from the sources.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import openWabt from 'wabt';

const folder = fileURLToPath(new URL('../src/engine/backends/onnx/', import.meta.url));

export default async function assemble() {
	const wabt = await openWabt();
	const source = wabt.parseWat('adamw.wat', readFileSync(join(folder, 'adamw.wat'), 'utf8'));
	try {
		source.validate();
		writeFileSync(join(folder, 'adamw.wasm'), source.toBinary({}).buffer);
	} finally {
		source.destroy();
	}
}
