import { expect, it } from 'vitest';
import { visibleText } from '../../../../webview/run/visible-text.ts';

it('shows what a model of bytes writes beside letters', () => {
	expect(visibleText('a\u0000b\u001bc\u007fd')).toBe('a␀b␛c␡d');
});

it('leaves line ends, tabs and letters of any script alone', () => {
	expect(visibleText('one\n\ttwo\r\nthree — ж �')).toBe('one\n\ttwo\nthree — ж �');
});
