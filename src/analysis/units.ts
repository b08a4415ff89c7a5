/** Numbers as people write them: `8.03B` parameters, `128 KiB`, `15.0 GFLOP`, `−1.2M`. */

const DECIMAL = ['', 'K', 'M', 'B', 'T'];
const BINARY = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const FLOP = ['FLOP', 'kFLOP', 'MFLOP', 'GFLOP', 'TFLOP', 'PFLOP'];

const scaled = (value: number, base: number, units: number): [number, number] => {
	let power = 0;
	// 999.95 would be written 1000, so the next unit begins where three digits end.
	while (power < units - 1 && Math.abs(value) >= base * 0.9995) [value, power] = [value / base, power + 1];
	return [value, power];
};

const digits = (value: number, power: number): string => (power === 0 ? String(Math.round(value)) : String(Number(value.toPrecision(3))));

/** `8.03B`, `110M`, `512`. */
export function formatCount(value: number): string {
	const [short, power] = scaled(value, 1000, DECIMAL.length);
	return `${digits(short, power)}${DECIMAL[power]}`;
}

/** `128 KiB`, `1.5 GiB`, `12 bytes`. */
export function formatBytes(value: number): string {
	const [short, power] = scaled(value, 1024, BINARY.length);
	return `${digits(short, power)} ${BINARY[power]}`;
}

/** `15 GFLOP`. */
export function formatFlops(value: number): string {
	const [short, power] = scaled(value, 1000, FLOP.length);
	return `${digits(short, power)} ${FLOP[power]}`;
}

/** A change of parameters in a fix's title: `parameters unchanged`, `+1.2M parameters`. */
export const formatEffect = (change: number): string =>
	change === 0 ? 'parameters unchanged' : `${change > 0 ? '+' : '−'}${formatCount(Math.abs(change))} parameters`;
