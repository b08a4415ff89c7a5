// The browser that tests look through.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome.exe', 'msedge.exe'];
const PLACES = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** Path of a browser of Chromium's kind: `CHROMIUM`, one on the PATH or in its usual place, or Playwright's own. */
export function findChromium() {
	const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [process.env.CHROMIUM ?? '', ...onPath, ...PLACES, chromium.executablePath()].find((path) => path !== '' && existsSync(path));
}

/** Installs Chromium by `apt-get` where it may, else by Playwright. Throws with what to install when neither works. */
export function installChromium() {
	if (findChromium() !== undefined) return;
	console.error('Installing Chromium…');
	/** @param {string} command @param {string[]} args */
	const run = (command, ...args) => spawnSync(command, args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
	if (
		process.getuid?.() === 0 &&
		run('apt-get', '-qq', 'update') &&
		run('apt-get', '-qq', 'install', '-y', '--no-install-recommends', 'chromium') &&
		findChromium() !== undefined
	)
		return;
	const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js');
	if (run(process.execPath, playwright, 'install', 'chromium') && findChromium() !== undefined) return;
	throw new Error('No Chromium found: install Chromium or Google Chrome, or set CHROMIUM to the path of one.');
}

/** Starts the browser without a window. */
export function launchBrowser() {
	const executablePath = findChromium();
	if (executablePath === undefined) throw new Error('No Chromium found: `npm test` installs it.');
	const args = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
	if (process.getuid?.() === 0) args.push('--no-sandbox'); // Chromium refuses its sandbox to root.
	return chromium.launch({ executablePath, args });
}

/**
 * The document inside the live webview that shows `probe`. Webviews are told apart by what they show: their order changes, and hidden ones stay.
 * @param {import('playwright-core').Page} page
 * @param {string} probe selector
 * @param {number} [timeout] milliseconds
 */
export async function webviewFrame(page, probe, timeout = 20_000) {
	const deadline = Date.now() + timeout;
	while (Date.now() < deadline) {
		for (const outer of await page.locator('iframe.webview.ready').all()) {
			const inner = outer.contentFrame().locator('iframe#active-frame').contentFrame();
			if (
				(await inner
					.locator(probe)
					.count()
					.catch(() => 0)) > 0
			)
				return inner;
		}
		await page.waitForTimeout(100);
	}
	throw new Error(`No webview shows ${probe}`);
}
