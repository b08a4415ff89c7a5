import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { launchBrowser } from '../host/browser.mjs';
import { linkExtension, startServer, windowUrl } from '../host/host.mjs';
import { stopRuns } from '../host/runs.mjs';

const root = resolve(import.meta.dirname, '../..');
const artifacts = join(root, 'test/artifacts/e2e');
const updatesReadme = process.env.HEADROOM_SCREENSHOTS === 'update';

/** Themes by their names in the picker. */
export type Theme = 'Dark Modern' | 'Light Modern' | 'Dark High Contrast';

/** A window of VS Code in the browser, with the extension installed and a copy of the sample workspace open. */
export interface EditorWindow {
	page: Page;
	folder: string;
	/** Opens a file of the workspace by its name. */
	open(name: string): Promise<void>;
	/** Runs a command by its title in the palette. */
	command(title: string): Promise<void>;
	/** The line of the editor that holds a key. */
	line(key: string): Locator;
	/** Types over the value of a key. */
	type(key: string, from: string, to: string): Promise<void>;
	theme(name: Theme): Promise<void>;
	/** Keeps a picture of the window, or of a part of it; with `readme`, also for the README when it is asked for. */
	picture(name: string, options?: { readme?: boolean }): Promise<void>;
	/** True where the README's pictures are taken anew, which are worth waiting for. */
	updatesReadme: boolean;
	close(): Promise<void>;
}

export async function openWindow(): Promise<EditorWindow> {
	const folder = join(mkdtempSync(join(tmpdir(), 'headroom-e2e-')), 'sample');
	cpSync(join(root, 'examples/sample'), folder, { recursive: true });
	rmSync(artifacts, { recursive: true, force: true });
	mkdirSync(artifacts, { recursive: true });

	const server = await startServer({ extensions: linkExtension(root, join(folder, '../extensions')), log: join(artifacts, 'server.log') });
	const browser = await launchBrowser();
	const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: updatesReadme ? 2 : 1 });
	page.setDefaultTimeout(30_000);
	await page.goto(windowUrl(server, { folder, file: join(folder, 'tiny.headroom.yaml') }));

	const line = (key: string) => page.locator('.view-line', { hasText: new RegExp(`^\\s*"?${key}"?:`) });
	const command = async (title: string) => {
		// A panel that takes the focus late closes the palette again.
		for (let attempt = 1; ; attempt++) {
			try {
				await page.keyboard.press('F1');
				await page.locator('.quick-input-box input').fill(`>${title}`, { timeout: 5000 });
				return await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click({ timeout: 5000 });
			} catch (error) {
				if (attempt === 3) throw error;
			}
		}
	};
	const close = async () => {
		await browser.close();
		await Promise.all([server.stop(), stopRuns(folder, 3000)]);
		rmSync(join(folder, '..'), { recursive: true, force: true });
	};
	process.once('SIGTERM', close);
	return {
		page,
		updatesReadme,
		folder,
		line,
		async open(name) {
			await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).dblclick();
			await page.locator(`.tabs-container .tab.active[data-resource-name="${name}"]`).waitFor();
		},
		command,
		async type(key, from, to) {
			await line(key).getByText(from, { exact: true }).dblclick();
			await page.keyboard.type(to);
		},
		async theme(name) {
			const mark = { 'Dark Modern': '.vs-dark', 'Light Modern': '.vs', 'Dark High Contrast': '.hc-black' }[name];
			await command('Preferences: Color Theme');
			await page.locator('.quick-input-box input').fill(name);
			await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
			await page.locator(`.monaco-workbench${mark}`).waitFor();
		},
		async picture(name, { readme = false } = {}) {
			const path = join(artifacts, `${name}.png`);
			await page.screenshot({ path, animations: 'disabled' });
			if (!readme || !updatesReadme) return;
			mkdirSync(join(root, 'media/screenshots'), { recursive: true });
			writeFileSync(join(root, `media/screenshots/${name}.png`), readFileSync(path));
		},
		close,
	};
}
