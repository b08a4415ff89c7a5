/**
 * The visible character that stands for each byte in byte-level vocabularies: itself where it is printed, else one
 * from U+0100 on (GPT-2's `bytes_to_unicode`; Radford et al. 2019).
 */
export const byteCharacters: readonly string[] = (() => {
	const isPrinted = (byte: number): boolean => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
	let next = 0x100;
	return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrinted(byte) ? byte : next++));
})();
