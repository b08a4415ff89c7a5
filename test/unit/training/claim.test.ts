import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Claim, claimFolder } from '../../../src/training/claim.ts';
import { bundle } from '../bundle.ts';

const paused = vi.hoisted(() => ({ once: undefined as (() => Promise<unknown>) | undefined }));
// A process that has looked at what was left, and is held up before it acts on it.
vi.mock('../../../src/training/process.ts', async (original) => {
	const actual = await original<typeof import('../../../src/training/process.ts')>();
	const livingOf: typeof actual.livingOf = async (text) => {
		const living = await actual.livingOf(text);
		const { once: pause } = paused;
		paused.once = undefined;
		await pause?.();
		return living;
	};
	return { ...actual, livingOf };
});

/** What a killed process leaves. */
async function leftBehind(folder: string, name = 'process.json'): Promise<string> {
	const child = spawn(process.execPath, ['-e', '0']);
	await once(child, 'exit');
	const content = JSON.stringify({ pid: child.pid, started: null });
	writeFileSync(join(folder, name), content);
	return content;
}

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
	if (how === 'killed') await leftBehind(folder);
	else writeFileSync(join(folder, 'process.json'), '');
	expect(await (await claimFolder(folder)).holds()).toBe(true);
	expect(readdirSync(folder)).toEqual(['process.json']);
});

it('gives what a killed process left to one of many', async () => {
	const folder = newFolder();
	await leftBehind(folder);
	const claims = await Promise.allSettled(Array.from({ length: 8 }, () => claimFolder(folder)));
	expect(claims.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(readdirSync(folder)).toEqual(['process.json']);
});

it('does not give it to one that looked before another took it', async () => {
	const folder = newFolder();
	await leftBehind(folder);
	let first: Claim | undefined;
	paused.once = async () => {
		first = await claimFolder(folder);
	};
	await expect(claimFolder(folder)).rejects.toThrow('trains in');
	expect(await first?.holds()).toBe(true);
	expect(readdirSync(folder)).toEqual(['process.json']);
});

it('takes over from a process that was killed as it took over', async () => {
	const folder = newFolder();
	const left = await leftBehind(folder);
	await leftBehind(folder, `process.json.${createHash('sha256').update(left).digest('hex').slice(0, 16)}`);
	expect(await (await claimFolder(folder)).holds()).toBe(true);
	expect(readdirSync(folder)).toEqual(['process.json']);
});

describe('processes that race', () => {
	let program: string;
	beforeAll(async () => {
		program = await bundle('test/unit/training/claimant.ts', 'claimant.js');
	});

	it.each(['a new folder', 'what a killed process left'])('for %s: one gets it', { timeout: 30_000 }, async (what) => {
		const folder = newFolder();
		if (what !== 'a new folder') await leftBehind(folder);
		const gate = join(newFolder(), 'go');
		const children = Array.from({ length: 5 }, () => spawn(process.execPath, [program, folder, gate], { stdio: ['pipe', 'pipe', 'inherit'] }));
		const written = children.map(() => '');
		for (const [index, { stdout }] of children.entries()) stdout.on('data', (data) => (written[index] += data));
		await expect.poll(() => written, { timeout: 20_000 }).toEqual(children.map(() => 'ready\n'));
		writeFileSync(gate, '');
		await expect.poll(() => written.every((text) => text.split('\n').length === 3), { timeout: 20_000 }).toBe(true);
		const said = written.map((text) => text.split('\n')[1]);
		expect(said.filter((text) => text === 'claimed')).toHaveLength(1);
		expect(said.filter((text) => /trains in|is taking/.test(text ?? ''))).toHaveLength(4);
		const ended = children.map((child) => once(child, 'exit'));
		for (const { stdin } of children) stdin.end();
		await Promise.all(ended);
		expect(readdirSync(folder)).toEqual(['process.json']);
	});
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
