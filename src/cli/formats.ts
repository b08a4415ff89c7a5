import { styleText } from 'node:util';
import type { Severity } from '../rules/rule.ts';
import type { FileFindings } from './findings.ts';

const colours = { error: 'red', warning: 'yellow', info: 'blue', hint: 'gray' } as const satisfies Record<Severity, string>;

/** Colour on a terminal only, and never with NO_COLOR. */
const paint = (style: Parameters<typeof styleText>[0], text: string): string => (process.stdout.isTTY && !process.env.NO_COLOR ? styleText(style, text) : text);

/** Grouped by file, aligned in columns, with a sum at the end; nothing where nothing was found. */
export function stylish(files: readonly FileFindings[]): string {
	const found = files.filter(({ findings }) => findings.length > 0);
	const blocks = found.map(({ file, findings }) => {
		const rows = findings.map(({ range, severity, message, rule, fixes }) => ({
			place: `${range.start.line + 1}:${range.start.character + 1}`,
			severity,
			message,
			rule,
			fixes,
		}));
		const width = Math.max(...rows.map(({ place }) => place.length));
		const lines = rows.flatMap(({ place, severity, message, rule, fixes }) => [
			`  ${place.padStart(width)}  ${paint(colours[severity], severity.padEnd(7))}  ${message}  ${paint('gray', rule)}`,
			...fixes.map(({ title }) => paint('gray', `  ${' '.repeat(width)}           → ${title}`)),
		]);
		return [paint('underline', file), ...lines].join('\n');
	});
	if (found.length === 0) return '';
	const count = (level: Severity) => found.reduce((sum, { findings }) => sum + findings.filter(({ severity }) => severity === level).length, 0);
	const sums = (['error', 'warning', 'info', 'hint'] as const).map((level) => [level, count(level)] as const).filter(([, number]) => number > 0);
	return [...blocks, sums.map(([level, number]) => `${number} ${level}${number === 1 || level === 'info' ? '' : 's'}`).join(', ')].join('\n\n');
}

/** Annotations of GitHub Actions: `::error file=…,line=…`. */
export function github(files: readonly FileFindings[]): string {
	const levels = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' } as const;
	const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
	const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
	return files
		.flatMap(({ file, findings }) =>
			findings.map(({ severity, range: { start, end }, rule, message }) => {
				const place = `file=${property(file)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1},endColumn=${end.character + 1}`;
				return `::${levels[severity]} ${place},title=${property(rule)}::${data(message)}`;
			}),
		)
		.join('\n');
}
