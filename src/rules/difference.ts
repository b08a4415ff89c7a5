import { type Difference, differences } from '../analysis/difference.ts';
import type { KeyValue } from '../design/source.ts';
import type { Linted } from './lint.ts';
import type { Finding } from './rule.ts';

/** Two designs compared as architectures: keys as they are read, figures, and findings that one has and the other has not. */
export interface DesignDifference {
	keys: { key: string; before: KeyValue | undefined; after: KeyValue | undefined }[];
	figures: Difference[];
	gained: Finding[];
	lost: Finding[];
}

/** Compares two designs; hints are left out. */
export function compareDesigns(before: Linted, after: Linted): DesignDifference {
	const names = [...new Set([...before.design.keys.resolved.keys(), ...after.design.keys.resolved.keys()])];
	const value = ({ design }: Linted, key: string) => design.keys.resolved.get(key)?.value;
	const alike = (a: Finding) => (b: Finding) => a.rule === b.rule && a.message === b.message;
	const loud = ({ findings }: Linted) => findings.filter(({ severity }) => severity !== 'hint');
	return {
		keys: names
			.map((key) => ({ key, before: value(before, key), after: value(after, key) }))
			.filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after)),
		figures: differences(before.analysis, after.analysis),
		gained: loud(after).filter((finding) => !loud(before).some(alike(finding))),
		lost: loud(before).filter((finding) => !loud(after).some(alike(finding))),
	};
}

/** The comparison as Markdown, made to be pasted into a pull request. */
export function differenceInMarkdown({ keys, figures, gained, lost }: DesignDifference, names: readonly [string, string]): string {
	const cell = (value: KeyValue | undefined) => (value === undefined ? '' : `\`${JSON.stringify(value)}\``);
	const [before, after] = names.map((name) => name.replaceAll('|', '\\|'));
	const table = (head: string, rows: string[]) => (rows.length === 0 ? [] : [`${head}\n${rows.join('\n')}`]);
	const findings = (title: string, found: readonly Finding[]) =>
		found.length === 0 ? [] : [`**${title}**\n\n${found.map(({ rule, severity, message }) => `- ${severity} \`${rule}\`: ${message}`).join('\n')}`];
	return [
		...table(
			`| | ${before} | ${after} | change |\n|---|---:|---:|---:|`,
			figures.map(({ name, before: a, after: b, change }) => `| ${name} | ${[a, b, change].map(unbroken).join(' | ')} |`),
		),
		...table(
			`| key | ${before} | ${after} |\n|---|---|---|`,
			keys.map(({ key, before: a, after: b }) => `| \`${key}\` | ${cell(a)} | ${cell(b)} |`),
		),
		...findings('New findings', gained),
		...findings('Gone', lost),
	].join('\n\n');
}

/** A number stays with its unit where a column is narrow. */
const unbroken = (figure: string): string => figure.replaceAll(' ', '\u00a0');
