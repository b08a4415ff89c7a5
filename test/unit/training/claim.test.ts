import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimFolder } from '../../../src/training/claim.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'headroom-claim-'));

it('gives a folder to one of many', async () => {
	const folder = newFolder();
	const claims = await Promise.allSettled(Array.from({ length: 8 }, () => claimFolder(folder)));
	expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(readdirSync(folder)).toEqual(['process.json']);
});

it('gives it again once it is released', async () => {
	const folder = newFolder();
	await (await claimFolder(folder)).release();
	expect(readdirSync(folder)).toEqual([]);
	expect(await (await claimFolder(folder)).holds()).toBe(true);
});

it.each(['killed', 'never written'])('takes over from a process that was %s', async (how) => {
	const folder = newFolder();
	const child = spawn(process.execPath, ['-e', '0']);
	await once(child, 'exit');
	writeFileSync(join(folder, 'process.json'), how === 'killed' ? JSON.stringify({ pid: child.pid, started: null }) : '');
	expect(await (await claimFolder(folder)).holds()).toBe(true);
	expect(readdirSync(folder)).toEqual(['process.json']);
});

it('knows when the folder is gone or taken', async () => {
	const [gone, taken] = [newFolder(), newFolder()];
	const [lost, stolen] = [await claimFolder(gone), await claimFolder(taken)];
	rmSync(gone, { recursive: true });
	writeFileSync(join(taken, 'process.json'), '{"pid":1,"started":null}');
	expect([await lost.holds(), await stolen.holds()]).toEqual([false, false]);
	await stolen.release();
	expect(readdirSync(taken)).toEqual(['process.json']);
});
