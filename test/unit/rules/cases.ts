import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/design/source.ts';
import { type LintOptions, lint } from '../../../src/rules/lint.ts';
import type { Rule, Severity } from '../../../src/rules/rule.ts';

export interface ValidCase {
	/** What the case shows. */
	name: string;
	text: string;
	/** File name; a YAML design unless told. */
	file?: string;
	options?: LintOptions;
}

export interface InvalidCase extends ValidCase {
	message: string;
	/** The text that is marked. */
	at: string;
	severity?: Severity;
	/** Titles with their effect, and the whole text after each fix. */
	fixes?: { title: string; text: string }[];
}

/** A rule's table: on each valid text it is silent; each invalid one gives the finding, its place and the text after each fix. */
export function testRule(rule: Rule, { valid, invalid }: { valid: ValidCase[]; invalid: InvalidCase[] }): void {
	const findingsOf = ({ text, file = 'a.headroom.yaml', options }: ValidCase) =>
		lint(text, file, options).findings.filter((finding) => finding.rule === rule.id);
	describe(rule.id, () => {
		it.each(valid)('is silent: $name', (valid) => {
			expect(findingsOf(valid)).toEqual([]);
		});
		it.each(invalid)('reports: $name', (invalid) => {
			const [finding, ...others] = findingsOf(invalid);
			expect(others).toEqual([]);
			expect(finding?.message).toBe(invalid.message);
			expect(invalid.text.slice(finding?.range.start, finding?.range.end)).toBe(invalid.at);
			expect(finding?.severity).toBe(invalid.severity ?? rule.severity);
			const fixed = finding?.fixes.map(({ title, edits }) => ({ title, text: applyEdits(invalid.text, edits) })) ?? [];
			expect(fixed).toEqual(invalid.fixes ?? []);
			// The rule may go on more quietly.
			for (const { text } of fixed) expect(findingsOf({ ...invalid, text }).map(({ severity }) => severity)).not.toContain(finding?.severity);
		});
	});
}
