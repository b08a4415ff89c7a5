import { type Analysis, type AnalysisOptions, analyze } from '../analysis/analysis.ts';
import { formatEffect } from '../analysis/units.ts';
import type { Architecture } from '../design/architecture.ts';
import { type Design, placeOf, type ReadOptions, readDesign } from '../design/design.ts';
import { setKey } from '../design/edits.ts';
import type { Family } from '../design/families/family.ts';
import type { KeyName } from '../design/keys.ts';
import { applyEdits, type TextEdit } from '../design/source.ts';
import { rules } from './index.ts';
import {
	type DesignRule,
	type Finding,
	type Fix,
	type Proposal,
	type Rule,
	type RuleFinding,
	SEVERITIES,
	type Severity,
	type Size,
	type Subject,
} from './rule.ts';
import { syntax } from './syntax.ts';

export interface LintOptions extends AnalysisOptions {
	/** Severities that stand above the rules' own and below the design's. */
	severities?: Record<string, Severity | 'off'>;
	/** Reads the file that `model: ./path` names. */
	read?: ReadOptions['read'];
}

/** A design with everything that is known and found of it. */
export interface Linted {
	design: Design;
	analysis: Analysis | undefined;
	findings: Finding[];
}

/** Reads, counts and checks one text; findings come in the order of the text. */
export function lint(text: string, name: string, options: LintOptions = {}): Linted {
	const readOptions = { name, ...(options.read && { read: options.read }) };
	const design = readDesign(text, readOptions);
	const analysis = analyze(design, options);
	const after = (edits: readonly TextEdit[]) => analyze(readDesign(applyEdits(text, edits), readOptions), options);
	const totalAfter = (edits: readonly TextEdit[]) => after(edits)?.parameters.value ?? undefined;

	const fixFrom =
		(total: number | undefined) =>
		({ title, edits }: Proposal): Fix => {
			const changed = totalAfter(edits);
			if (total === undefined || changed === undefined) return { title, edits, effect: { parameters: 0 } };
			return { title: `${title} — ${formatEffect(changed - total)}`, edits, effect: { parameters: changed - total } };
		};
	const finding = (rule: Rule, { message, range, severity, related = [], fixes = [], baseline }: RuleFinding): Finding[] => {
		const level = severityFor(rule.id, design, options) ?? severity ?? rule.severity;
		if (level === 'off') return [];
		const total = baseline === undefined ? (analysis?.parameters.value ?? undefined) : totalAfter(baseline);
		return [{ rule: rule.id, severity: level, message, range, related, url: `docs/rules/${rule.id}.md`, fixes: fixes.map(fixFrom(total)) }];
	};
	const check = (rule: Rule): RuleFinding[] => {
		if ('checkFile' in rule) return rule.checkFile(design);
		const { family, architecture } = design;
		if (family === undefined || architecture === undefined || analysis === undefined) return [];
		const subject = subjectOf(design, family, architecture, analysis, options, after);
		return waits(rule, subject) ? [] : rule.check(subject);
	};
	// What cannot be read whole says nothing about the design: only the place of the error counts.
	const broken = design.problems.some(({ kind }) => kind === 'syntax');
	const findings = (broken ? [syntax] : rules).flatMap((rule) => check(rule).flatMap((found) => finding(rule, found)));
	return { design, analysis, findings: findings.sort((a, b) => a.range.start - b.range.start) };
}

function subjectOf(design: Design, family: Family, architecture: Architecture, analysis: Analysis, options: LintOptions, after: Subject['after']): Subject {
	const names: Partial<Record<Size, KeyName>> = family.keyNames;
	const key = (size: Size): string => design.keys.nameOf(names[size] ?? size);
	return {
		design,
		family,
		architecture,
		analysis,
		options,
		after,
		key,
		sets: (size) => names[size] !== undefined && design.keys.has(key(size)) && (size !== 'headSize' || design.dialect === 'headroom' || family.readsHeadDim),
		at: (size) => placeOf(design, key(size)),
		set: (size, value) => setKey(design, key(size), value),
	};
}

/** A value that was replaced by its default must not lead to further findings. */
function waits({ reads }: DesignRule, { design: { keys }, family }: Subject): boolean {
	const names: Partial<Record<Size, KeyName>> = family.keyNames;
	return reads.some((size) => {
		const name = names[size];
		return name !== undefined && keys.problems.some(({ key }) => key === keys.nameOf(name));
	});
}

function severityFor(id: string, design: Design, { severities }: LintOptions): Severity | 'off' | undefined {
	const written = design.rules[id];
	// YAML 1.1 tools write `off` as false.
	if (written === 'off' || written === false) return 'off';
	return SEVERITIES.find((severity) => severity === written) ?? severities?.[id];
}
