import { describe, expect, it } from 'vitest';
import { designStatus } from '../../../src/extension/design-status.ts';

const facts = { parameters: '492K', line: '492K parameters · head rank ≤ 64', worst: undefined, findings: 0 };
const worst = { severity: 'warning' as const, message: 'Too many heads.', rule: 'head-rank-below-seq' };

describe('the status bar of a design', () => {
	it('shows the total, and that nothing was found', () => {
		expect(designStatus(facts)).toEqual({ text: '$(check) 492K parameters', label: 'Headroom: 492K parameters, nothing found', details: [facts.line] });
	});

	it('shows how loud the worst finding is, and what it says', () => {
		const status = designStatus({ ...facts, worst, findings: 3 });
		expect(status.text).toBe('$(warning) 492K parameters');
		expect(status.label).toBe('Headroom: 492K parameters, 3 findings, the worst: Too many heads.');
		expect(status.details).toEqual([facts.line, 'Too many heads. (head-rank-below-seq)']);
	});

	it('says of an unknown family that nothing is counted', () => {
		expect(designStatus({ ...facts, parameters: undefined, worst: { ...worst, severity: 'info' }, findings: 1 }).text).toBe('$(info) not counted');
	});
});
