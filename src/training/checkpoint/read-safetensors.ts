import { readFile } from 'node:fs/promises';
import { DECODERS } from './numbers.ts';
import type { NamedTensor } from './write-safetensors.ts';

interface Entry {
	dtype: string;
	shape: number[];
	data_offsets: [number, number];
}

/** Reads a safetensors file of floats; those of 16 bits become 32-bit ones. A file that was cut off, or is something else, is an error that says so. */
export async function readSafetensors(path: string): Promise<Map<string, NamedTensor>> {
	const bytes = await readFile(path);
	const torn = new Error(`${path} is cut off or no safetensors file.`);
	if (bytes.length < 8) throw torn;
	const headerEnd = 8 + Number(bytes.readBigUInt64LE(0));
	if (headerEnd > bytes.length) throw torn;
	const entries = parseHeader(bytes.subarray(8, headerEnd).toString('utf8'));
	if (entries === undefined) throw torn;

	const tensors = new Map<string, NamedTensor>();
	let end = 0;
	for (const [name, { dtype, shape, data_offsets }] of Object.entries(entries)) {
		if (name === '__metadata__') continue;
		const [from, to] = data_offsets;
		const elements = shape.reduce((product, size) => product * size, 1);
		const decoder = DECODERS[dtype];
		if (decoder === undefined) throw new Error(`${path}: ${name} is ${dtype}; only floats (${Object.keys(DECODERS).join(', ')}) are read.`);
		if (to - from !== decoder.bytes * elements || headerEnd + to > bytes.length) throw torn;
		// Copied, because the place in the file need not be a multiple of four.
		const data = decoder.decode(bytes.buffer.slice(bytes.byteOffset + headerEnd + from, bytes.byteOffset + headerEnd + to));
		tensors.set(name, { name, shape, data });
		end = Math.max(end, to);
	}
	if (headerEnd + end !== bytes.length) throw torn;
	return tensors;
}

function parseHeader(json: string): Record<string, Entry> | undefined {
	try {
		return JSON.parse(json);
	} catch {
		return undefined;
	}
}
