import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Frame, FrameLocator } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or worse in a webview: the rule and the elements, a line each. */
export async function seriousViolations(webview: FrameLocator): Promise<string[]> {
	const body = await webview.locator('body').elementHandle();
	const frame: Frame | null | undefined = await body?.ownerFrame();
	if (!frame) throw new Error('The webview is gone.');
	await frame.evaluate(axe);
	const { violations } = await frame.evaluate((): Promise<AxeResults> => (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run());
	return violations
		.filter(({ impact }) => impact === 'serious' || impact === 'critical')
		.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`);
}
