import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openEditor } from '../test/unit/server/editor.ts';
import { quantile, type Row } from './row.ts';

/** Keystroke to published diagnostics, over the protocol, in one process. */
export async function benchServer(): Promise<Row[]> {
	const editor = await openEditor({ settings: {} });
	const uri = 'file:///designs/tiny.headroom.yaml';
	const text = readFileSync('examples/sample/tiny.headroom.yaml', 'utf8');
	await editor.open(uri, text);
	const line = text.split('\n').findIndex((each) => each.includes('num_attention_heads'));
	const from = (text.split('\n')[line] ?? '').search(/\d/);
	const times: number[] = [];
	for (let stroke = 0; stroke < 500; stroke++) {
		const start = performance.now();
		await editor.type(uri, line, from, from + 1, String((stroke % 9) + 1));
		if (stroke >= 50) times.push(performance.now() - start);
	}
	const strokes = async (count: number) => {
		for (let stroke = 0; stroke < count; stroke++) await editor.type(uri, line, from, from + 1, String((stroke % 9) + 1));
		return heap();
	};
	const [few, many] = [await strokes(100), await strokes(10_000)];
	return [
		{ name: 'keystroke to diagnostics, median', value: quantile(times, 0.5), unit: 'ms' },
		{ name: 'keystroke to diagnostics, 95 of 100', value: quantile(times, 0.95), unit: 'ms', goal: '≤ 20 ms' },
		{ name: 'memory after 10,000 more keystrokes than after 100', value: many - few, unit: 'MiB more', goal: '0' },
	];
}

/** MiB that are in use once the garbage is gone. */
function heap(): number {
	setFlagsFromString('--expose-gc');
	(runInNewContext('gc') as () => void)();
	return process.memoryUsage().heapUsed / 2 ** 20;
}
