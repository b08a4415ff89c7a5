import { open, rename } from 'node:fs/promises';

/** Writes a file beside its place and renames it: whoever reads sees the old one or the new one, never a part. */
export async function writeWhole(path: string, content: string): Promise<void> {
	const beside = `${path}.${process.pid}.tmp`;
	const file = await open(beside, 'w');
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
	await rename(beside, path);
}

/** JSON for people: indented by tabs, with a line end. */
export const toJson = (value: unknown): string => `${JSON.stringify(value, null, '\t')}\n`;
