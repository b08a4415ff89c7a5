/** How the numbers of a safetensors file become 32-bit floats, by the file's word for them; each reads a whole tensor. */
export const DECODERS: Readonly<Record<string, { bytes: number; decode(content: ArrayBuffer): Float32Array }>> = {
	F32: { bytes: 4, decode: (content) => new Float32Array(content) },
	// The upper half of a 32-bit float.
	BF16: { bytes: 2, decode: (content) => new Float32Array(Uint32Array.from(new Uint16Array(content), (half) => half << 16).buffer) },
	F16: { bytes: 2, decode: (content) => Float32Array.from(new Uint16Array(content), halfToFloat) },
};

/** IEEE 754 half precision: 1 bit sign, 5 exponent, 10 fraction. */
function halfToFloat(half: number): number {
	const sign = half & 0x8000 ? -1 : 1;
	const exponent = (half >> 10) & 0x1f;
	const fraction = half & 0x3ff;
	if (exponent === 0) return sign * fraction * 2 ** -24;
	if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
	return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
