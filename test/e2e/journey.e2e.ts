import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFailed, test } from 'vitest';
import type { RunEvent } from '../../src/training/events.ts';
import { webviewFrame } from '../host/browser.mjs';
import { seriousViolations } from './accessibility.ts';
import { type EditorWindow, openWindow } from './editor-window.ts';

let editor: EditorWindow;

beforeAll(async () => {
	editor = await openWindow();
});
afterAll(() => editor?.close());

/** A step of the journey; a picture is kept where it fails. */
const step = (name: string, run: () => Promise<void>) =>
	test(name, async () => {
		onTestFailed(() => editor.picture('failed'));
		await run();
	});

const lens = (text: string | RegExp) => editor.page.locator('.codelens-decoration', { hasText: text });
const panel = (): Promise<FrameLocator> => webviewFrame(editor.page, '[data-testid=run]');
const shown = async (id: string) => (await (await panel()).getByTestId(id).textContent())?.trim() ?? '';
const closePanel = async () => {
	const tab = editor.page.locator('.tabs-container .tab', { hasText: '(run)' });
	await tab.locator('.tab-actions .action-label').click();
	await tab.waitFor({ state: 'detached' });
};
const statusBar = () => editor.page.locator('.statusbar-item', { hasText: /loss/ });

/** The events of the workspace's only run so far. */
function events(): RunEvent[] {
	const store = join(editor.folder, '.headroom/runs');
	const [run] = existsSync(store) ? readdirSync(store) : [];
	if (run === undefined) return [];
	const lines = readFileSync(join(store, run, 'events.jsonl'), 'utf8')
		.split('\n')
		.slice(0, -1);
	return lines.map((line) => JSON.parse(line));
}

describe('a design is linted as it is typed', () => {
	step('the sample opens with its facts and Train above the model', async () => {
		await lens(/[\d.]+K parameters .* rank .* KV cache/).waitFor();
		await lens('Train').waitFor();
		expect(await editor.page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
		await editor.picture('design');
	});

	step('heads that do not divide the width are an error, with fixes that name their effect', async () => {
		await editor.type('num_attention_heads', '2', '5');
		await editor.page.locator('.squiggly-error').first().waitFor();
		await editor.page.keyboard.press('Control+.');
		const fixes = editor.page.locator('.action-widget .monaco-list-row');
		await fixes.filter({ hasText: 'Use 4 heads (head_dim 32) — parameters unchanged' }).first().waitFor();
		await fixes
			.filter({ hasText: /Set head_dim \d+ — [−+].* parameters/ })
			.first()
			.waitFor();
		await editor.picture('quick-fixes', { readme: true });
	});

	step('a fix is one undo step and leaves comments alone', async () => {
		await editor.page.locator('.action-widget .monaco-list-row', { hasText: 'Use 4 heads' }).first().click();
		await expect.poll(() => editor.page.locator('.squiggly-error').count()).toBe(0);
		await expect.poll(() => editor.line('num_attention_heads').textContent()).toMatch(/heads:\s4\D.*#\stry\s5/);
		await editor.page.keyboard.press('Control+z');
		await editor.page.locator('.squiggly-error').first().waitFor();
		await expect.poll(() => editor.line('num_attention_heads').textContent()).toMatch(/heads:\s5\D/);
	});

	step('heads that lose rank against the sequence length are a warning that says so', async () => {
		await editor.type('num_attention_heads', '5', '16');
		await editor.page.locator('.squiggly-warning').first().waitFor();
		await lens(/rank ≤ 8\b/).waitFor();
		await editor.line('num_attention_heads').getByText('16', { exact: true }).hover();
		await editor.page.locator('.monaco-hover:visible', { hasText: 'rank ≤ 8' }).waitFor();
		await editor.picture('rank');
	});

	step('a hover on a key says what it does and costs', async () => {
		await editor.page.keyboard.press('Escape');
		await editor.type('num_attention_heads', '16', '2');
		await expect.poll(() => editor.page.locator('.squiggly-warning').count()).toBe(0);
		await editor.line('hidden_size').getByText('hidden_size', { exact: true }).hover();
		await editor.page.locator('.monaco-hover:visible', { hasText: /parameters/ }).waitFor();
		await editor.page.keyboard.press('Escape');
	});

	step('Train on a Hugging Face configuration offers a design next to it', async () => {
		await editor.open('config.json');
		await lens(/[\d.]+M parameters/).waitFor();
		await lens('Train').locator('a', { hasText: 'Train' }).click();
		await editor.page.getByRole('button', { name: 'Create Design' }).click();
		await editor.page.locator('.tabs-container .tab.active[data-resource-name="config.headroom.yaml"]').waitFor();
		await lens(/[\d.]+M parameters/).waitFor();
		expect(existsSync(join(editor.folder, 'config.headroom.yaml'))).toBe(true);
	});
});

describe('a run is watched while it learns', () => {
	step('Train opens the panel beside the design', async () => {
		await editor.open('tiny.headroom.yaml');
		if (!editor.updatesReadme) {
			// Long enough to be watched on any machine, and soon at its first evaluation.
			await editor.type('steps', '300', '2000');
			await editor.type('evaluate_every', '50', '20');
		}
		await lens('Train').locator('a', { hasText: 'Train' }).click();
		await expect.poll(() => shown('state')).toBe('Running');
		expect(await shown('device')).toMatch(/\S/);
	});

	step('it shows the curve, progress, speed and time left, and the status bar follows', async () => {
		await (await panel()).locator('[data-testid=chart] canvas').waitFor();
		await expect.poll(() => shown('step')).toMatch(/^\d+ \/ (2,000|300)$/);
		await expect.poll(() => shown('speed')).toMatch(/\d/);
		await expect.poll(() => shown('left')).toMatch(/\d/);
		await (await panel()).getByTestId('progress').waitFor();
		await statusBar().waitFor();
	});

	step('at an evaluation it shows the validation loss and generated text', async () => {
		await expect.poll(() => shown('best'), { timeout: editor.updatesReadme ? 500_000 : 100_000 }).toMatch(editor.updatesReadme ? /at 1\d\d$/ : /at \d+$/);
		await expect.poll(() => shown('sample')).toMatch(/\S{2}/);
		await expect.poll(() => shown('perplexity')).toMatch(/\d/);
		await expect.poll(() => shown('bits-per-byte')).toMatch(/^\d\.\d/);
		await editor.picture('run', { readme: true });
	});

	step('it shows how busy the machine is', async () => {
		await expect.poll(() => shown('load')).toMatch(/CPU, \d+ cores?\s*\d+ %\s*Memory of [\d.]+ [GT]iB\s*[\d.]+ [MG]iB/);
		expect(events().find((event) => event.type === 'device')).toMatchObject({ process: { cores: expect.any(Number) } });
	});

	step('closing the panel does not stop the run; the status bar opens it again with the whole curve', async () => {
		await closePanel();
		const steps = () => events().filter(({ type }) => type === 'step').length;
		const before = steps();
		await expect.poll(steps).toBeGreaterThan(before + 2);
		await statusBar().click();
		await expect.poll(async () => (await panel()).locator('#curve-in-words').textContent()).toMatch(/at step 1, /);
	});

	step('a window reload finds the run again', async () => {
		const before = Number.parseInt(await shown('step'), 10);
		// The window's own reload: the browser's may come before the layout of the last seconds is stored.
		const loaded = editor.page.waitForEvent('load');
		await editor.command('Developer: Reload Window');
		await loaded;
		await expect.poll(() => shown('state')).toBe('Running');
		await expect.poll(async () => Number.parseInt(await shown('step'), 10)).toBeGreaterThan(before);
		await expect.poll(async () => (await panel()).locator('#curve-in-words').textContent()).toMatch(/at step 1, /);
		await statusBar().waitFor();
	});

	step('Stop ends it with a checkpoint, and the loss has fallen', async () => {
		await (await panel()).getByTestId('stop').click();
		await expect.poll(() => shown('state')).toBe('Stopped');
		await statusBar().waitFor({ state: 'detached' });
		const all = events();
		expect(all.at(-1)).toMatchObject({ type: 'end', status: 'stopped' });
		const losses = all.flatMap((event) => (event.type === 'step' ? [event.loss] : []));
		expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) - 1);
		const checkpoint = all.findLast((event) => event.type === 'checkpoint');
		expect(checkpoint).toMatchObject({ step: losses.length });
	});

	step('a finished panel, closed and opened from the palette, shows the whole curve', async () => {
		await closePanel();
		await editor.command('Headroom: Show Run…');
		await editor.page.locator('.quick-input-list .monaco-list-row', { hasText: 'stopped' }).click();
		await expect.poll(() => shown('state')).toBe('Stopped');
		const last = events().findLast((event) => event.type === 'step')?.step;
		await expect.poll(async () => (await panel()).locator('#curve-in-words').textContent()).toMatch(new RegExp(`at step 1, .* at step ${last}\\.`));
	});

	for (const [theme, name] of [
		['Light Modern', 'light'],
		['Dark High Contrast', 'high-contrast'],
		['Dark Modern', 'dark'],
	] as const)
		step(`the panel has no serious barrier in ${theme}`, async () => {
			await editor.theme(theme);
			await editor.picture(`panel-${name}`);
			expect(await seriousViolations(await panel())).toEqual([]);
		});

	step('a design without data is refused before training starts, and the panel says why', async () => {
		const design = readFileSync(join(editor.folder, 'tiny.headroom.yaml'), 'utf8').replace(/files: .*/, 'files: ["nowhere/*.md"]');
		writeFileSync(join(editor.folder, 'nothing.headroom.yaml'), design);
		await editor.open('nothing.headroom.yaml');
		await lens('Train').locator('a', { hasText: 'Train' }).click();
		const refused = await webviewFrame(editor.page, '[data-testid=message]:not([hidden])');
		await expect.poll(() => refused.getByTestId('message').textContent()).toMatch(/nowhere/);
		await expect.poll(() => refused.getByTestId('state').textContent()).toMatch(/Not started/);
		await editor.picture('refused');
		expect(await seriousViolations(refused)).toEqual([]);
	});
});

describe('an optional runtime is installed', () => {
	for (const [command, question, source] of [
		['Headroom: Install TensorFlow.js GPU Backend', 'Install TensorFlow.js for Node.js?', 'storage.googleapis.com'],
		...(process.platform === 'linux' && process.arch === 'x64'
			? [['Headroom: Install CUDA Runtime', 'Install the CUDA provider of ONNX Runtime', 'https://www.nuget.org/packages/'] as const]
			: []),
	] as const)
		step(`${command} says what it fetches from where, and does nothing where that is declined`, async () => {
			await editor.command(command);
			const dialog = editor.page.getByRole('dialog').filter({ hasText: question });
			await dialog.waitFor();
			const text = (await dialog.textContent()) ?? '';
			expect(text).toContain(source);
			const folder = /It is kept in (.*?)\.(?: An archive|$|[A-Z])/.exec(text)?.[1] as string;
			expect(folder).toMatch(/runtimes$/);
			await editor.picture('install');
			await dialog.getByRole('button', { name: 'Cancel' }).click();
			await dialog.waitFor({ state: 'detached' });
			expect(existsSync(folder)).toBe(false);
		});
});
