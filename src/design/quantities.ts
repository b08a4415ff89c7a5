const DECIMAL: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9, b: 1e9, t: 1e12, p: 1e15 };
const BINARY: Readonly<Record<string, number>> = { ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30, ti: 2 ** 40 };

/** A number as people write it: `25M`, `128KiB`, `8 GiB`, `1G`, `1e9`; undefined where it is none. Bytes and FLOP may be named. */
export function quantityFrom(text: string | number): number | undefined {
	if (typeof text === 'number') return text > 0 && Number.isFinite(text) ? text : undefined;
	const match = /^\s*(\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*(ki|mi|gi|ti|[kmgbtp])?\s*(b|bytes?|flops?|parameters|tokens)?\s*$/i.exec(text);
	if (match === null) return undefined;
	const [, digits = '', unit = ''] = match;
	const factor = BINARY[unit.toLowerCase()] ?? DECIMAL[unit.toLowerCase()] ?? 1;
	const value = Number(digits) * factor;
	return value > 0 && Number.isFinite(value) ? value : undefined;
}
