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

/** Reads, counts and checks one text; findings come in the order of the text. Fixes are counted when they are first asked for. */
export function lint(text: string, name: string, options: LintOptions = {}): Linted {
	const readOptions = { name, ...(options.read && { read: options.read }) };
	const readAfter = (edits: readonly TextEdit[]) => readDesign(applyEdits(text, edits), readOptions);
	const design = readDesign(text, readOptions);
	const analysis = analyze(design, options);
	const after = (edits: readonly TextEdit[]) => analyze(readAfter(edits), options);
	const found = check(design, analysis, options, after);
	const errors = new Set(found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule.id));

	/** The change as a person sees it; undefined where it would bring an error that was not there. */
	const fixFrom = ({ title, edits }: Proposal, total: number | undefined): Fix | undefined => {
		const changed = readAfter(edits);
		const counted = analyze(changed, options);
		if (check(changed, counted, options, () => undefined, true).some(({ rule, severity }) => severity === 'error' && !errors.has(rule.id))) return undefined;
		const then = counted?.parameters.value ?? undefined;
		if (total === undefined || then === undefined) return { title, edits, effect: { parameters: 0 } };
		return { title: `${title} — ${formatEffect(then - total)}`, edits, effect: { parameters: then - total } };
	};
	const count = (proposals: readonly Proposal[], baseline: readonly TextEdit[] | undefined): Fix[] => {
		if (proposals.length === 0) return [];
		const total = (baseline === undefined ? analysis : after(baseline))?.parameters.value ?? undefined;
		return proposals.map((proposal) => fixFrom(proposal, total)).filter((fix) => fix !== undefined);
	};
	const findings = found.map(({ rule, severity, finding: { message, range, related = [], unnecessary = false, fixes = [], baseline } }): Finding => {
		let counted: Fix[] | undefined;
		return {
			rule: rule.id,
			severity,
			message,
			range,
			related,
			unnecessary,
			url: `docs/rules/${rule.id}.md`,
			get fixes() {
				counted ??= count(typeof fixes === 'function' ? fixes() : fixes, baseline);
				return counted;
			},
		};
	});
	return { design, analysis, findings: findings.sort((a, b) => a.range.start - b.range.start) };
}

interface Found {
	rule: Rule;
	severity: Severity;
	finding: RuleFinding;
}

/** What the rules say of a design, switched-off ones left out; `errorsOnly` asks those alone that can be errors. */
function check(design: Design, analysis: Analysis | undefined, options: LintOptions, after: Subject['after'], errorsOnly = false): Found[] {
	const { family, architecture } = design;
	const subject = family && architecture && analysis && subjectOf(design, family, architecture, analysis, options, after);
	// A heuristic speaks about what the file states, not about a default of the library.
	const unstated = placeOf(design, 'model_type');
	// What cannot be read whole says nothing about the design: only the place of the error counts.
	const broken = design.problems.some(({ kind }) => kind === 'syntax');
	return (broken ? [syntax] : rules).flatMap((rule) => {
		const set = severityFor(rule.id, design, options);
		if (set === 'off' || (errorsOnly && (set ?? rule.severity) !== 'error')) return [];
		const findings = 'checkFile' in rule ? rule.checkFile(design) : subject && !waits(rule, subject) ? rule.check(subject) : [];
		return findings
			.filter(({ range }) => rule.kind === 'fact' || 'checkFile' in rule || range.start !== unstated.start)
			.map((finding) => ({ rule, severity: set ?? finding.severity ?? rule.severity, finding }));
	});
}

function subjectOf(design: Design, family: Family, architecture: Architecture, analysis: Analysis, options: LintOptions, after: Subject['after']): Subject {
	const names: Partial<Record<Size, KeyName>> = family.keyNames;
	const key = (size: Size): string => design.keys.nameOf(names[size] ?? size);
	const readsHeadSize = design.dialect === 'headroom' || family.readsHeadDim;
	return {
		design,
		family,
		architecture,
		analysis,
		options,
		after,
		key,
		sets: (size) => names[size] !== undefined && design.keys.has(key(size)) && (size !== 'headSize' || readsHeadSize),
		readsHeadSize,
		at: (size) => placeOf(design, key(size)),
		set: (size, value) => setKey(design, key(size), value),
	};
}

/**
 * A value that was replaced by its default must not lead to further findings, and heads that do not divide the width
 * have no size that could: until they do, only `heads-not-dividing-hidden` speaks of them.
 */
function waits({ reads }: DesignRule, { design: { keys }, family, architecture: { width, layers }, sets, key }: Subject): boolean {
	if (reads.some((size) => keys.problems.some((problem) => problem.key === key(size)))) return true;
	const attention = layers.find((layer) => layer.attention)?.attention;
	const unsettled = attention && !family.fixedHeadSize && !sets('headSize') && width % attention.heads !== 0;
	return unsettled === true && reads.includes('headSize');
}

function severityFor(id: string, design: Design, { severities }: LintOptions): Severity | 'off' | undefined {
	const written = design.rules[id];
	// YAML 1.1 tools write `off` as false.
	if (written === 'off' || written === false) return 'off';
	return SEVERITIES.find((severity) => severity === written) ?? severities?.[id];
}
