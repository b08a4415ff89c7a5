// Runs dist/test/integration.js inside the extension host of a real VS Code; the exit code is 0 when every test passed.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '../host/browser.mjs';
import { startServer, windowUrl } from '../host/host.mjs';
import { stopRuns } from '../host/runs.mjs';

const LIMIT = 240_000; // milliseconds
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const artifacts = join(root, 'test/artifacts');

const folder = mkdtempSync(join(tmpdir(), 'headroom-integration-'));
cpSync(join(root, 'examples/sample'), folder, { recursive: true });
rmSync(join(artifacts, 'integration.log'), { force: true });

const server = await startServer({ tests: true, log: join(artifacts, 'integration.log') });
const browser = await launchBrowser();
const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });

/** @type {(code: number) => void} */
let finish = () => {};
const finished = new Promise((resolve) => {
	finish = resolve;
});
const limit = setTimeout(async () => {
	console.error(`The tests did not end within ${LIMIT / 1000} s; see test/artifacts/integration.png and .log.`);
	await page.screenshot({ path: join(artifacts, 'integration.png') }).catch(() => {});
	finish(124);
}, LIMIT);
page.on('crash', () => finish(70));
process.once('SIGTERM', () => finish(143));
// The two functions that a browser window under test calls: with what the tests print, and with their outcome.
await page.exposeFunction('codeAutomationExit', finish);
await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _type, /** @type {unknown[]} */ parts) => {
	const mark = '[test] ';
	if (String(parts[0]).startsWith(mark)) console.log(String(parts[0]).slice(mark.length));
});

await page.goto(windowUrl(server, { folder, extension: root, tests: join(root, 'dist/test/integration.js') }));
const code = await finished;
clearTimeout(limit);
await browser.close();
await Promise.all([server.stop(), stopRuns(folder, 2000)]);
rmSync(folder, { recursive: true, force: true });
process.exit(code);
