// Sets up what is missing and runs all tests; the last line reads `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

if (!existsSync(`${root}/node_modules/.package-lock.json`) && run(npm, ['ci', '--ignore-scripts']) !== 0) process.exit(1);

const report = `${root}/test/artifacts/unit.json`;
rmSync(report, { force: true });
const types = run(process.execPath, ['node_modules/typescript/bin/tsc']);
const status = run(process.execPath, [
	'node_modules/vitest/vitest.mjs',
	'run',
	'--root',
	root,
	'--reporter=default',
	'--reporter=json',
	`--outputFile.json=${report}`,
]);
if (!existsSync(report)) process.exit(status || 1);
const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'));
const passed = numPassedTests + (types === 0 ? 1 : 0);
const failed = numFailedTests + (types === 0 ? 0 : 1) + (status !== 0 && numFailedTests === 0 ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
