// Sets up what is missing and runs all tests, or the stages that are named; the last line reads `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endGroup } from '../test/host/host.mjs';
import { installHost } from '../test/host/setup.mjs';
import { build, installPackages, root } from './prepare.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const artifacts = join(root, 'test/artifacts');
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1' };
const LIMIT = 480_000; // milliseconds a command may take

const CHECKS = {
	types: ['typescript/bin/tsc'],
	'types of the panels': ['typescript/bin/tsc', '-p', 'webview'],
	'types of scripts and browser tests': ['typescript/bin/tsc', '-p', 'test/e2e'],
	'format and lint': ['@biomejs/biome/bin/biome', 'check'],
	'directions of dependencies': ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src', 'webview'],
	'dead code': ['knip/bin/knip.js'],
};
const VITEST = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json'];

/** @type {Record<string, () => Promise<Counts>>} */
const STAGES = {
	async check() {
		const counts = { passed: 0, failed: 0 };
		for (const [name, [script = '', ...args]] of Object.entries(CHECKS)) {
			const passed = (await node([`node_modules/${script}`, ...args])) === 0;
			console.log(`${passed ? '✓' : '✗'} ${name}`);
			counts[passed ? 'passed' : 'failed']++;
		}
		return counts;
	},
	async unit() {
		await provideChromium();
		// What the tests write goes with this folder.
		const temporary = mkdtempSync(join(tmpdir(), 'headroom-unit-'));
		try {
			return await reported('unit', [...VITEST, `--outputFile.json=${artifacts}/unit.json`], { TMPDIR: temporary, TEMP: temporary });
		} finally {
			rmSync(temporary, { recursive: true, force: true, maxRetries: 3 });
		}
	},
	async build() {
		build();
		return { passed: 1, failed: 0 };
	},
	async integration() {
		await prepareVSCode();
		return reported('integration', ['test/integration/main.mjs'], { HEADROOM_TEST_REPORT: `${artifacts}/integration.json` });
	},
	async e2e() {
		await prepareVSCode();
		return reported('e2e', [...VITEST, '--config', 'test/e2e/vitest.config.mjs', `--outputFile.json=${artifacts}/e2e.json`]);
	},
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
	console.error(`No stage ${unknown.join(', ')}: there are ${Object.keys(STAGES).join(', ')}.`);
	process.exit(2);
}

const stages = named.length > 0 ? named : Object.keys(STAGES);
mkdirSync(artifacts, { recursive: true });
const total = { passed: 0, failed: 0 };
for (const name of stages) {
	console.log(`\n── ${name} ──`);
	const started = Date.now();
	const { passed, failed } = await runStage(name);
	console.log(`${name}: ${passed} passed, ${failed} failed, ${((Date.now() - started) / 1000).toFixed(0)} s`);
	total.passed += passed;
	total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/**
 * @param {string} name
 * @returns {Promise<Counts>}
 */
async function runStage(name) {
	try {
		installPackages();
		return (await STAGES[name]?.()) ?? { passed: 0, failed: 1 };
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		return { passed: 0, failed: 1 };
	}
}

/** The software adapter that tests on WebGPU run on comes with Chromium; where none can be had, they are left out and say so. */
async function provideChromium() {
	try {
		await installBrowser();
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
	}
}

async function installBrowser() {
	// playwright-core may have been installed only just now.
	(await import('../test/host/browser.mjs')).installChromium();
}

async function prepareVSCode() {
	installHost();
	await installBrowser();
	if (!stages.includes('build')) build();
}

/**
 * Runs a script that writes `test/artifacts/STAGE.json` and reads the counts. One that fails without a failed test, or leaves no report, counts as one failure.
 * @param {string} stage
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<Counts>}
 */
async function reported(stage, args, env) {
	const report = join(artifacts, `${stage}.json`);
	rmSync(report, { force: true });
	const code = await node(args, env);
	const { numPassedTests: passed, numFailedTests: failed } = readReport(report);
	return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
}

/** @param {string} report */
function readReport(report) {
	try {
		return JSON.parse(readFileSync(report, 'utf8'));
	} catch {
		return { numPassedTests: 0, numFailedTests: 1 };
	}
}

/**
 * Runs Node.js on a script in the repository; its exit code, or 124 when it took too long.
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>}
 */
function node(args, env = {}) {
	// Its own group, so that nothing it started outlives it.
	const child = spawn(process.execPath, args, {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit'],
		env: { ...process.env, ...plain, ...env },
		detached: process.platform !== 'win32',
	});
	const end = () => endGroup(/** @type {number} */ (child.pid));
	const interrupted = () => end().then(() => process.exit(130));
	process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
	return new Promise((resolve) => {
		const limit = setTimeout(() => {
			console.error(`Ended after ${LIMIT / 1000} s.`);
			resolve(124);
			end();
		}, LIMIT);
		child.once('close', (code) => {
			clearTimeout(limit);
			process.removeListener('SIGINT', interrupted).removeListener('SIGTERM', interrupted);
			resolve(code ?? 1);
		});
	});
}
