// Opens an empty folder in a real VS Code a few times and prints how long the extension's activation took each time.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
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
const result = join(folder, 'activation.json');
const browser = await launchBrowser();
const times = [];
for (let time = 0; time < TIMES; time++) {
	const server = await startServer({ tests: true, env: { HEADROOM_ACTIVATION: result } });
	const page = await browser.newPage();
	/** @type {Promise<unknown>} */
	const finished = new Promise((resolve) => {
		void page.exposeFunction('codeAutomationExit', resolve);
	});
	await page.exposeFunction('codeAutomationLog', () => {});
	await page.goto(windowUrl(server, { folder, extension: root, tests: join(root, 'dist/test/activation.js') }));
	await finished;
	times.push(JSON.parse(readFileSync(result, 'utf8')));
	await page.close();
	await server.stop();
}
await browser.close();
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify(times));
