import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

/** A line a test. The mark tells them from what else the window logs. */
class Lines extends Mocha.reporters.Base {
	constructor(runner: Mocha.Runner) {
		super(runner);
		runner.on('pass', (test) => console.log(`[test] ✓ ${test.fullTitle()} (${test.duration} ms)`));
		runner.on('fail', (test, error: Error) => console.log(`[test] ✗ ${test.fullTitle()}\n${error.stack}${error.cause ? `\nbecause of ${error.cause}` : ''}`));
	}
}

/** Runs every suite in this extension host. Rejects when a test failed; counts go to the file that `HEADROOM_TEST_REPORT` names. */
export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, reporter: Lines });
	mocha.suite.emit('pre-require', globalThis, '', mocha);
	await import('./suites.ts');

	const counts = { numPassedTests: 0, numFailedTests: 0 };
	await new Promise<void>((resolve) => {
		const runner = mocha.run(() => resolve());
		runner.on('pass', () => counts.numPassedTests++);
		runner.on('fail', () => counts.numFailedTests++);
	});
	const report = process.env.HEADROOM_TEST_REPORT;
	if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
	if (counts.numFailedTests > 0) throw new Error(`${counts.numFailedTests} tests failed`);
}
