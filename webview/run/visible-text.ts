const KEPT = ['\n', '\t'];

/** A model of bytes writes any byte: control characters are shown by their pictures (U+2400 and on), line ends and tabs as they are. */
export const visibleText = (text: string): string =>
	text.replaceAll('\r\n', '\n').replace(/\p{Cc}/gu, (control) => (KEPT.includes(control) ? control : pictureOf(control.charCodeAt(0))));

const pictureOf = (code: number): string => {
	if (code === 0x7f) return '\u2421';
	return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd';
};
