import { expect, it } from 'vitest';
import { applyEdits } from '../../../src/design/source.ts';

it('applies edits in any order, each at the place it had in the original text', () => {
	const edits = [
		{ range: { start: 0, end: 1 }, newText: 'width' },
		{ range: { start: 4, end: 6 }, newText: '8' },
		{ range: { start: 6, end: 6 }, newText: ' # heads' },
	];
	expect(applyEdits('d:  16\n', edits)).toBe('width:  8 # heads\n');
});
