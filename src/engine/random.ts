/** Fills an array with normal numbers of mean 0 (Box–Muller), the same for the same text on every machine. Those beyond `most` deviations are drawn anew. */
export function normalNumbers(into: Float32Array, deviation: number, text: string, most = Number.POSITIVE_INFINITY): void {
	const uniform = uniformNumbers(text);
	const limit = most * deviation;
	let filled = 0;
	const put = (value: number): void => {
		if (filled < into.length && Math.abs(value) <= limit) into[filled++] = value;
	};
	while (filled < into.length) {
		const radius = deviation * Math.sqrt(-2 * Math.log(1 - uniform()));
		const angle = 2 * Math.PI * uniform();
		put(radius * Math.cos(angle));
		put(radius * Math.sin(angle));
	}
}

/** Numbers in [0, 1) from the generator sfc32 (Doty-Humphrey, PractRand), seeded by a text. */
export function uniformNumbers(text: string): () => number {
	let [a, b, c] = [hash(text, 1), hash(text, 2), hash(text, 3)];
	let counter = 1;
	const next = () => {
		const sum = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (c << 21) | (c >>> 11);
		c = (c + sum) | 0;
		return (sum >>> 0) / 2 ** 32;
	};
	for (let warm = 0; warm < 12; warm++) next();
	return next;
}

/** FNV-1a with a last mix, 32 bits, signed. */
export function hash(text: string, salt = 0): number {
	let state = 0x811c9dc5 ^ salt;
	for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193);
	state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
	return (state ^ (state >>> 13)) | 0;
}
