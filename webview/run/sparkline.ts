/** Size of a small curve, in its own units. */
export const WIDTH = 60;
export const HEIGHT = 14;

/** Points of a line over `most` places, the newest at the right edge: shares from 0 (bottom) to 1 (top). A gap, where nothing was told, ends a line. */
export function linesOf(shares: readonly (number | undefined)[], most: number): string[] {
	const gap = WIDTH / (most - 1);
	const lines: string[][] = [[]];
	shares.slice(-most).forEach((share, index, { length }) => {
		if (share === undefined) {
			lines.push([]);
			return;
		}
		const x = WIDTH - (length - 1 - index) * gap;
		lines.at(-1)?.push(`${x.toFixed(1)},${(HEIGHT - Math.min(1, Math.max(0, share)) * HEIGHT).toFixed(1)}`);
	});
	return lines.filter(({ length }) => length > 1).map((line) => line.join(' '));
}
