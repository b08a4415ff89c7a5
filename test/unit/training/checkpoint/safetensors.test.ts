import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSafetensors } from '../../../../src/training/checkpoint/read-safetensors.ts';
import { writeSafetensors } from '../../../../src/training/checkpoint/write-safetensors.ts';

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'headroom-safetensors-')), 'model.safetensors');
const TENSORS = [
	{ name: 'model.embed_tokens.weight', shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, -0) },
	{ name: 'größe', shape: [1], data: Float32Array.of(Number.NaN) },
	{ name: 'empty', shape: [0, 4], data: new Float32Array(0) },
];

describe('a safetensors file', () => {
	it('is read as it was written', async () => {
		const file = newFile();
		await writeSafetensors(file, TENSORS);
		expect([...(await readSafetensors(file)).values()]).toEqual(TENSORS);
	});

	it('has the published layout', async () => {
		const file = newFile();
		await writeSafetensors(file, TENSORS);
		const bytes = readFileSync(file);
		const length = Number(bytes.readBigUInt64LE(0));
		expect(length % 8).toBe(0);
		expect(JSON.parse(bytes.subarray(8, 8 + length).toString())).toEqual({
			__metadata__: { format: 'pt' },
			'model.embed_tokens.weight': { dtype: 'F32', shape: [2, 3], data_offsets: [0, 24] },
			größe: { dtype: 'F32', shape: [1], data_offsets: [24, 28] },
			empty: { dtype: 'F32', shape: [0, 4], data_offsets: [28, 28] },
		});
		expect(bytes.readFloatLE(8 + length + 4)).toBe(2);
		expect(bytes.length).toBe(8 + length + 28);
	});

	it('writes a part of a larger vector', async () => {
		const file = newFile();
		await writeSafetensors(file, [{ name: 'part', shape: [2], data: Float32Array.of(9, 1, 2, 9).subarray(1, 3) }]);
		expect([...((await readSafetensors(file)).get('part')?.data ?? [])]).toEqual([1, 2]);
	});

	it('is refused wherever it was cut off', async () => {
		const file = newFile();
		await writeSafetensors(file, TENSORS);
		for (let length = readFileSync(file).length - 1; length >= 0; length -= 7) {
			truncateSync(file, length);
			await expect(readSafetensors(file)).rejects.toThrow('cut off');
		}
	});

	/** A file of one tensor with these 16-bit numbers. */
	const fileOf = (dtype: string, halves: number[]): string => {
		const file = newFile();
		const json = JSON.stringify({ half: { dtype, shape: [halves.length], data_offsets: [0, 2 * halves.length] } });
		const length = Buffer.alloc(8);
		length.writeBigUInt64LE(BigInt(json.length));
		writeFileSync(file, Buffer.concat([length, Buffer.from(json), Buffer.from(Uint16Array.from(halves).buffer)]));
		return file;
	};

	it.each([
		['BF16', [0x3f80, 0xc000, 0x4049, 0x0000], [1, -2, 3.140625, 0]],
		['F16', [0x3c00, 0xc000, 0x4248, 0x0001, 0x7c00, 0x8000], [1, -2, 3.140625, 2 ** -24, Number.POSITIVE_INFINITY, -0]],
	])('may hold floats of 16 bits: %s', async (dtype, halves, values) => {
		expect([...((await readSafetensors(fileOf(dtype, halves))).get('half')?.data ?? [])]).toEqual(values);
	});

	it('is refused where it holds other numbers', async () => {
		await expect(readSafetensors(fileOf('I16', [1]))).rejects.toThrow('half is I16');
	});
});
