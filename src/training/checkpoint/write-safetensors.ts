import { writeSynced } from '../whole-file.ts';

/** A tensor of 32-bit floats, row by row. */
export interface NamedTensor {
	name: string;
	shape: readonly number[];
	data: Float32Array;
}

/**
 * Writes a safetensors file and sees it safely on the disk: eight bytes with the header's length, the header as JSON
 * padded to eight bytes, then the tensors one after the other (github.com/huggingface/safetensors, "Format").
 */
export async function writeSafetensors(path: string, tensors: readonly NamedTensor[]): Promise<void> {
	let offset = 0;
	const entries = tensors.map(({ name, shape, data }) => {
		const start = offset;
		offset += data.byteLength;
		return [name, { dtype: 'F32', shape, data_offsets: [start, offset] }] as const;
	});
	// The library asks for the format before it loads a file.
	const json = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(entries) });
	const header = Buffer.from(json + ' '.repeat((8 - (Buffer.byteLength(json) % 8)) % 8));
	const length = Buffer.alloc(8);
	length.writeBigUInt64LE(BigInt(header.length));

	await writeSynced(path, [length, header, ...tensors.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength))]);
}
