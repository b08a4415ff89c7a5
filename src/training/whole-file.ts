import { open, rename } from 'node:fs/promises';

/** Writes a file and sees it safely on the disk, in as few calls as there can be: each may wait for a training step. */
export async function writeSynced(path: string, parts: readonly Uint8Array[]): Promise<void> {
	const file = await open(path, 'w');
	try {
		let left = parts.filter(({ length }) => length > 0);
		while (left.length > 0) {
			// Systems take 1024 parts in a call, and may write fewer bytes than they are given.
			const { bytesWritten } = await file.writev(left.slice(0, 1024));
			left = without(left, bytesWritten);
		}
		await file.sync();
	} finally {
		await file.close();
	}
}

function without(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
	const index = parts.findIndex(({ length }) => {
		if (bytes < length) return true;
		bytes -= length;
		return false;
	});
	return index < 0 ? [] : [(parts[index] as Uint8Array).subarray(bytes), ...parts.slice(index + 1)];
}

/** Writes a file beside its place and renames it: whoever reads sees the old one or the new one, never a part. */
export async function writeWhole(path: string, content: string): Promise<void> {
	const beside = `${path}.${process.pid}.tmp`;
	await writeSynced(beside, [Buffer.from(content)]);
	await rename(beside, path);
}

/** JSON for people: indented by tabs, with a line end. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;
