// Opens the sample in a real VS Code a few times; prints the activation times that VS Code itself shows, and the times from a keystroke to its squiggle.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../test/host/browser.mjs';
import { startServer, windowUrl } from '../test/host/host.mjs';
import { installHost } from '../test/host/setup.mjs';

const TIMES = 5;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
installHost();
const folder = mkdtempSync(join(tmpdir(), 'headroom-activation-'));
cpSync(join(root, 'examples/sample'), folder, { recursive: true });
const server = await startServer({ tests: true });
const browser = await launchBrowser();
const activation = [];
const squiggle = [];
for (let time = 0; time < TIMES; time++) {
	const page = await browser.newPage();
	await page.goto(windowUrl(server, { folder, extension: root, file: join(folder, 'tiny.headroom.yaml') }));
	await page.locator('.codelens-decoration a', { hasText: 'Train' }).waitFor({ timeout: 60_000 });
	await page.locator('.view-line', { hasText: 'num_attention_heads' }).click();
	await page.keyboard.press('Home');
	for (let right = 0; right < 'num_attention_heads: 2'.length; right++) await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Backspace');
	// The moment of the key and that of the squiggle, both by the page's own clock.
	await page.evaluate(() => {
		addEventListener('keydown', () => Object.assign(globalThis, { pressed: performance.now(), shown: undefined }), true);
		const see = () => {
			if (document.querySelector('.squiggly-error')) Object.assign(globalThis, { shown: performance.now() });
			else requestAnimationFrame(see);
		};
		requestAnimationFrame(see);
	});
	await page.waitForTimeout(500);
	await page.keyboard.press('5');
	await page.locator('.squiggly-error').first().waitFor({ timeout: 30_000 });
	await page.waitForTimeout(200);
	squiggle.push(await page.evaluate(() => Reflect.get(globalThis, 'shown') - Reflect.get(globalThis, 'pressed')));
	await page.keyboard.press('F1');
	await page.locator('.quick-input-box input').fill('>Developer: Show Running Extensions');
	await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Show Running Extensions' }).first().click();
	const row = page.locator('.runtime-extensions-editor .monaco-list-row', { hasText: 'Headroom' }).first();
	const shown = await row.locator('.activation-time').textContent({ timeout: 30_000 });
	activation.push(Number(/(\d+)\s*ms/.exec(shown ?? '')?.[1]));
	await page.close();
}
await browser.close();
await server.stop();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ activation, squiggle }));
