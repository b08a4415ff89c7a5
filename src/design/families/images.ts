import type { Embedding, Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';

/** What an image is cut into. */
export interface Patches {
	height: number;
	width: number;
	channels: number;
	/** Patches down and across. */
	rows: number;
	columns: number;
	count: number;
}

/** The patches of an image by the keys that all image families share. */
export function readPatches(keys: Keys, patchSize: number): Patches {
	const [imageHeight, imageWidth] = pair(keys, 'image_size', 224);
	const [height, width] = pair(keys, 'patch_size', patchSize);
	const [rows, columns] = [Math.max(1, Math.floor(imageHeight / height)), Math.max(1, Math.floor(imageWidth / width))];
	return { height, width, channels: keys.count('num_channels', 3), rows, columns, count: rows * columns };
}

/** Far beyond any image along one side, and still quick to count. */
const MOST_PIXELS = 65_536;

/** A size that files give as one number, or as height and width. */
function pair(keys: Keys, name: string, fallback: number): [number, number] {
	const written = keys.get(name);
	if (
		Array.isArray(written) &&
		written.length === 2 &&
		written.every((size) => Number.isInteger(size) && (size as number) > 0 && (size as number) <= MOST_PIXELS)
	) {
		keys.resolved.set(name, { value: written, from: 'file' });
		return written as [number, number];
	}
	const size = keys.count(name, fallback, { maximum: MOST_PIXELS });
	return [size, size];
}

/** The projection of each patch to the model's width. */
export const patchProjection = (name: string, width: number, patches: Patches, bias = true): Part[] => [
	{ name: `${name}.weight`, shape: [width, patches.channels, patches.height, patches.width], multiplies: true },
	...(bias ? [{ name: `${name}.bias`, shape: [width] }] : []),
];

/** An embedding of patches, with a learned place for each and for the `others` that join them. */
export const imageEmbedding = ({ count }: Patches, others: number, parts: readonly Part[]): Embedding => ({
	positions: { kind: 'learned', count: count + others, inParts: true },
	tokenTypes: 0,
	tokens: false,
	parts,
});
