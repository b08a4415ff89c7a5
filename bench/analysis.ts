import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { analyze } from '../src/analysis/analysis.ts';
import { readDesign } from '../src/design/design.ts';
import { lint } from '../src/rules/lint.ts';
import { median, type Row, timesOf } from './row.ts';

/** One design read, counted and linted, beside the YAML library's own reading of the text. */
export async function benchAnalysis(): Promise<Row[]> {
	const name = 'tiny.headroom.yaml';
	const text = readFileSync(`examples/sample/${name}`, 'utf8');
	const crowded = text.replace(/num_attention_heads: \d+/, 'num_attention_heads: 16');
	const parsing = median(timesOf(500, () => parseDocument(text).toJS()));
	const design = readDesign(text, { name });
	const against = (value: number) => ({ value, unit: 'ms', peer: 'YAML parse', ratio: parsing / value });
	return [
		{ name: 'count a design that is read', ...against(median(timesOf(500, () => analyze(design)))), goal: '≤ 1 ms' },
		{ name: 'read, count and lint a design', ...against(median(timesOf(500, () => lint(text, name)))), goal: '≤ 1 ms over the parse' },
		{ name: 'the same with a rank finding and its fixes', ...against(median(timesOf(500, () => lint(crowded, name)))) },
	];
}
