import { factsLine } from '../analysis/facts.ts';
import { formatCount } from '../analysis/units.ts';
import { SEVERITIES } from '../rules/rule.ts';
import type { LintedDocument } from './linter.ts';
import type { Facts } from './requests.ts';

/** A design in a few words, for a status bar. */
export function factsOf({ design, analysis, findings }: LintedDocument): Facts {
	const total = analysis?.parameters.value ?? undefined;
	const seen = findings.filter(({ severity }) => severity !== 'hint');
	const [worst] = [...seen].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
	return {
		parameters: total === undefined ? undefined : formatCount(total),
		line: factsLine(design, analysis),
		worst: worst && { severity: worst.severity, message: worst.message, rule: worst.rule },
		findings: seen.length,
	};
}
