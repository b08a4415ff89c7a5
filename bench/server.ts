import { readFileSync } from 'node:fs';
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
	const before = process.memoryUsage().heapUsed;
	for (let stroke = 0; stroke < 5000; stroke++) await editor.type(uri, line, from, from + 1, String((stroke % 9) + 1));
	return [
		{ name: 'keystroke to diagnostics, median', value: quantile(times, 0.5), unit: 'ms' },
		{ name: 'keystroke to diagnostics, 95 of 100', value: quantile(times, 0.95), unit: 'ms', goal: '≤ 20 ms' },
		{ name: 'memory after 5,000 more keystrokes', value: (process.memoryUsage().heapUsed - before) / 2 ** 20, unit: 'MiB more' },
	];
}
