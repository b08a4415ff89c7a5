import { version } from '../../package.json';
import { rules } from '../rules/index.ts';
import type { Severity } from '../rules/rule.ts';
import type { FileFindings, LineRange } from './findings.ts';

const levels: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** Findings as SARIF 2.1.0, which code scanning services read. */
export function sarif(files: readonly FileFindings[]): string {
	const region = ({ start, end }: LineRange) => ({
		startLine: start.line + 1,
		startColumn: start.character + 1,
		endLine: end.line + 1,
		endColumn: end.character + 1,
	});
	const location = (file: string, range: LineRange) => ({ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: region(range) } });
	const results = files.flatMap(({ file, findings }) =>
		findings.map(({ rule, severity, message, range, related, fixes }) => ({
			ruleId: rule,
			ruleIndex: rules.findIndex(({ id }) => id === rule),
			level: levels[severity],
			message: { text: message },
			locations: [location(file, range)],
			relatedLocations: related.map((other, id) => ({ id, message: { text: other.message }, ...location(file, other.range) })),
			fixes: fixes.map(({ title, edits }) => ({
				description: { text: title },
				artifactChanges: [
					{
						artifactLocation: { uri: uriOf(file) },
						replacements: edits.map((edit) => ({ deletedRegion: region(edit.range), insertedContent: { text: edit.newText } })),
					},
				],
			})),
		})),
	);
	const driver = {
		name: 'headroom',
		semanticVersion: version,
		rules: rules.map(({ id, summary, severity, source }) => ({
			id,
			shortDescription: { text: summary },
			help: { text: `${summary} ${source}` },
			defaultConfiguration: { level: levels[severity] },
		})),
	};
	return JSON.stringify(
		{ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }] },
		null,
		2,
	);
}

/** A relative path as a URI reference. */
const uriOf = (file: string): string => file.split('\\').join('/').split('/').map(encodeURIComponent).join('/');
