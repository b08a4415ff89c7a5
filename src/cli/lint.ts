import { parseArgs } from 'node:util';
import { rules } from '../rules/index.ts';
import { lint } from '../rules/lint.ts';
import { type Finding, SEVERITIES, type Severity } from '../rules/rule.ts';
import { inputs } from './files.ts';
import { type FileFindings, findingsInLines } from './findings.ts';
import { github, stylish } from './formats.ts';
import { UsageError } from './usage.ts';

const help = `Usage: headroom lint PATH… [--format stylish|json|github] [--max-warnings N] [--rule ID:SEVERITY]… [--profile default|paper]

Finds what is wrong with designs and configurations. Folders are searched for NAME.headroom.yaml (or .json) and
for *.json with a model_type. Exit code 1 where there is an error, or more
warnings than N; 2 where a file cannot be read or parsed.`;

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
	const files = inputs(positionals).map(({ path, name, text, read }) =>
		findingsInLines(path, text, lint(text, name, { severities, threshold, read }).findings),
	);
	const report = format(files);
	if (report !== '') console.log(report);
	// A file that cannot be parsed has not been checked.
	if (files.some(({ findings }) => findings.some(({ rule }) => rule === 'syntax'))) return 2;
	const levels = files.flatMap(({ findings }) => findings.map(({ severity }) => severity));
	const warnings = levels.filter((level) => level === 'warning').length;
	return levels.includes('error') || warnings > most ? 1 : 0;
}

const formats: Record<string, (files: FileFindings[]) => string> = {
	stylish,
	github,
	json: (files) => JSON.stringify(files, null, 2),
};

function severityFrom(text: string): [Finding['rule'], Severity | 'off'] {
	const [id = '', level] = text.split(':');
	if (!rules.some((rule) => rule.id === id)) throw new UsageError(`--rule: there is no rule ${id}.`);
	const severity = [...SEVERITIES, 'off' as const].find((known) => known === level);
	if (severity === undefined) throw new UsageError(`--rule ${id}: takes ${SEVERITIES.join(', ')} or off, as in ${id}:warning.`);
	return [id, severity];
}
