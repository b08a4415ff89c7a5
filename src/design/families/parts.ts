import type { Head, Part } from '../architecture.ts';

/** A matrix with its bias, by its name. */
export const linearParts = (name: string, input: number, output: number, bias = true): Part[] => [
	{ name: `${name}.weight`, shape: [output, input] },
	...(bias ? [{ name: `${name}.bias`, shape: [output] }] : []),
];

/** Scale and shift of a layer norm, by its name. */
export const normParts = (name: string, size: number, bias = true): Part[] => [
	{ name: `${name}.weight`, shape: [size] },
	...(bias ? [{ name: `${name}.bias`, shape: [size] }] : []),
];

/** The same parts, whose matrices multiply every token. */
export const everyToken = (parts: readonly Part[]): Part[] => parts.map((part) => ({ ...part, multiplies: part.shape.length > 1 }));

/** Something on top that reads one vector of the whole. */
export const onTop = (what: string, parts: readonly Part[]): Head => ({ kind: 'other', what, everyToken: false, parts });

/** Something on top that reads every token. */
export const onEveryToken = (what: string, parts: readonly Part[]): Head => ({ kind: 'other', what, everyToken: true, parts: everyToken(parts) });
