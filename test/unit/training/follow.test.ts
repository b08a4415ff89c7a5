import { appendFileSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { RunEvent } from '../../../src/training/events.ts';
import { followEvents } from '../../../src/training/follow.ts';

const line = (step: number): string => `${JSON.stringify({ type: 'checkpoint', step, path: `checkpoints/étape-${step}` })}\n`;
const steps = (events: RunEvent[]): number[] => events.map((event) => (event.type === 'start' ? 0 : event.step));
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'headroom-follow-'));

it('delivers what is there, then what comes, each event once and in order', async () => {
	const folder = newFolder();
	appendFileSync(join(folder, 'events.jsonl'), line(1) + line(2));
	const seen: RunEvent[] = [];
	const following = followEvents(folder, (events) => seen.push(...events), { interval: 20 });
	await vi.waitFor(() => expect(steps(seen)).toEqual([1, 2]));
	appendFileSync(join(folder, 'events.jsonl'), line(3));
	appendFileSync(join(folder, 'events.jsonl'), line(4));
	await vi.waitFor(() => expect(steps(seen)).toEqual([1, 2, 3, 4]));
	following.dispose();
});

it('begins before the folder exists', async () => {
	const folder = join(newFolder(), 'later');
	const seen: RunEvent[] = [];
	const following = followEvents(folder, (events) => seen.push(...events), { interval: 20 });
	mkdirSync(folder);
	appendFileSync(join(folder, 'events.jsonl'), line(1));
	await vi.waitFor(() => expect(steps(seen)).toEqual([1]));
	following.dispose();
});

it('keeps a line until it is complete, cut even inside a character', async () => {
	const folder = newFolder();
	const bytes = Buffer.from(line(1) + line(2));
	const cut = bytes.lastIndexOf(0xc3) + 1;
	const seen: RunEvent[] = [];
	const following = followEvents(folder, (events) => seen.push(...events), { interval: 20 });
	appendFileSync(join(folder, 'events.jsonl'), bytes.subarray(0, cut));
	await vi.waitFor(() => expect(steps(seen)).toEqual([1]));
	appendFileSync(join(folder, 'events.jsonl'), bytes.subarray(cut));
	await vi.waitFor(() => expect(steps(seen)).toEqual([1, 2]));
	expect(seen[1]).toMatchObject({ path: 'checkpoints/étape-2' });
	following.dispose();
});

it('says nothing more once disposed', async () => {
	const folder = newFolder();
	const disposed = vi.fn();
	followEvents(folder, disposed, { interval: 20 }).dispose();
	appendFileSync(join(folder, 'events.jsonl'), line(1));
	const seen: RunEvent[] = [];
	const following = followEvents(folder, (events) => seen.push(...events), { interval: 20 });
	await vi.waitFor(() => expect(steps(seen)).toEqual([1]));
	expect(disposed).not.toHaveBeenCalled();
	following.dispose();
});
