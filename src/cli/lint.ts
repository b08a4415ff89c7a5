import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { applyEdits } from '../design/source.ts';
import { rules } from '../rules/index.ts';
import { type LintOptions, lint } from '../rules/lint.ts';
import { type Finding, SEVERITIES, type Severity } from '../rules/rule.ts';
import { inputs } from './files.ts';
import { type FileFindings, findingsInLines } from './findings.ts';
import { github, stylish } from './formats.ts';
import { sarif } from './sarif.ts';
import { UsageError } from './usage.ts';

const help = `Usage: headroom lint PATH… [--format stylish|json|sarif|github] [--max-warnings N] [--rule ID:SEVERITY]… [--profile default|paper] [--fix]

Finds what is wrong with designs and configurations. Folders are searched for NAME.headroom.yaml (or .json) and
for *.json with a model_type. Exit code 1 where there is an error, or more
warnings than N; 2 where a file cannot be read or parsed. --fix writes the fixes that leave no choice.`;

/** `headroom lint`: findings of files and folders. */
export function lintPaths(args: string[]): number {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: {
			format: { type: 'string', default: 'stylish' },
			'max-warnings': { type: 'string' },
			rule: { type: 'string', multiple: true, default: [] },
			profile: { type: 'string', default: 'default' },
			fix: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h' },
		},
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	if (positionals.length === 0) throw new UsageError('name a file or a folder to lint.');
	const format = formats[values.format];
	if (format === undefined) throw new UsageError(`--format is one of ${Object.keys(formats).join(', ')}, not ${values.format}.`);
	if (values.profile !== 'default' && values.profile !== 'paper') throw new UsageError(`--profile is default or paper, not ${values.profile}.`);
	const most = values['max-warnings'] === undefined ? Number.POSITIVE_INFINITY : Number(values['max-warnings']);
	if (!(most >= 0)) throw new UsageError(`--max-warnings takes a number, not ${values['max-warnings']}.`);

	const severities = Object.fromEntries(values.rule.map(severityFrom));
	const threshold = values.profile === 'paper' ? 'paper' : 'exact';
	const files = inputs(positionals).map(({ path, name, text, read }) => {
		const options = { severities, threshold, read } as const;
		const fixed = values.fix ? fixText(text, name, options) : text;
		if (fixed !== text) writeFileSync(path, fixed);
		return findingsInLines(path, fixed, lint(fixed, name, options).findings);
	});
	const report = format(files);
	if (report !== '') console.log(report);
	// A file that cannot be parsed has not been checked.
	if (files.some(({ findings }) => findings.some(({ rule }) => rule === 'syntax'))) return 2;
	const levels = files.flatMap(({ findings }) => findings.map(({ severity }) => severity));
	const warnings = levels.filter((level) => level === 'warning').length;
	return levels.includes('error') || warnings > most ? 1 : 0;
}

/** Applies each fix that is the only one of its finding, one after the other; those that ask for a choice are left. */
function fixText(text: string, name: string, options: LintOptions): string {
	let fixed = text;
	for (let round = 0; round < MOST_FIXES; round++) {
		const [fix] = lint(fixed, name, options)
			.findings.filter(({ severity, fixes }) => (severity === 'error' || severity === 'warning') && fixes.length === 1)
			.flatMap(({ fixes }) => fixes);
		if (fix === undefined) return fixed;
		fixed = applyEdits(fixed, fix.edits);
	}
	return fixed;
}

/** A file with more is not mended by a tool. */
const MOST_FIXES = 100;

const formats: Record<string, (files: FileFindings[]) => string> = {
	stylish,
	github,
	sarif,
	json: (files) => JSON.stringify(files, null, 2),
};

function severityFrom(text: string): [Finding['rule'], Severity | 'off'] {
	const [id = '', level] = text.split(':');
	if (!rules.some((rule) => rule.id === id)) throw new UsageError(`--rule: there is no rule ${id}.`);
	const severity = [...SEVERITIES, 'off' as const].find((known) => known === level);
	if (severity === undefined) throw new UsageError(`--rule ${id}: takes ${SEVERITIES.join(', ')} or off, as in ${id}:warning.`);
	return [id, severity];
}
