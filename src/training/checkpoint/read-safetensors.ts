import { type FileHandle, open } from 'node:fs/promises';
import { DECODERS } from './numbers.ts';
import type { NamedTensor } from './write-safetensors.ts';

interface Entry {
	dtype: string;
	shape: number[];
	data_offsets: [number, number];
}

/** The library's own limit, in bytes. */
const LONGEST_HEADER = 100_000_000;
/** Bytes of a call: systems read less than 2 GiB at once. */
const READ_AT_ONCE = 1 << 30;

/**
 * Reads a safetensors file of floats, one tensor after the other, however large it is; those of 16 bits become 32-bit ones. A file that
 * was cut off, or is something else, is an error that says so.
 */
export async function readSafetensors(path: string): Promise<Map<string, NamedTensor>> {
	const file = await open(path, 'r');
	try {
		const torn = new Error(`${path} is cut off or no safetensors file.`);
		const { size } = await file.stat();
		if (size < 8) throw torn;
		const headerEnd = 8 + Number(Buffer.from(await bytesAt(file, 0, 8)).readBigUInt64LE(0));
		if (headerEnd > size || headerEnd > LONGEST_HEADER) throw torn;
		const entries = parseHeader(Buffer.from(await bytesAt(file, 8, headerEnd - 8)).toString('utf8'));
		if (entries === undefined) throw torn;
		const end = entries.reduce((most, [, { data_offsets }]) => Math.max(most, data_offsets[1]), 0);
		if (headerEnd + end !== size) throw torn;

		const tensors = new Map<string, NamedTensor>();
		for (const [name, { dtype, shape, data_offsets }] of entries) {
			const [from, to] = data_offsets;
			const elements = shape.reduce((product, length) => product * length, 1);
			const decoder = DECODERS[dtype];
			if (decoder === undefined) throw new Error(`${path}: ${name} is ${dtype}; only floats (${Object.keys(DECODERS).join(', ')}) are read.`);
			if (from < 0 || to - from !== decoder.bytes * elements) throw torn;
			tensors.set(name, { name, shape, data: decoder.decode(await bytesAt(file, headerEnd + from, to - from)) });
		}
		return tensors;
	} finally {
		await file.close();
	}
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<ArrayBuffer> {
	const bytes = new Uint8Array(length);
	for (let filled = 0; filled < length; ) {
		const { bytesRead } = await file.read(bytes, filled, Math.min(length - filled, READ_AT_ONCE), position + filled);
		if (bytesRead === 0) throw new Error(`it was cut off at ${position + filled} bytes while it was read.`);
		filled += bytesRead;
	}
	return bytes.buffer;
}

function parseHeader(json: string): [string, Entry][] | undefined {
	try {
		return Object.entries<Entry>(JSON.parse(json)).filter(([name]) => name !== '__metadata__');
	} catch {
		return undefined;
	}
}
