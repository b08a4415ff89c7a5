import type { KeyValue, SourceKey } from './source.ts';

/** A resolved value with where it came from. */
export interface Resolved {
	value: KeyValue;
	from: 'file' | 'default' | 'derived';
}

/** A value that does not fit its key; the family goes on with its default. */
export interface KeyProblem {
	kind: 'wrong-type' | 'value-out-of-range' | 'missing';
	key: string;
	message: string;
}

/** The model's keys as a family reads them: each read is remembered with its origin, and never throws. */
export interface Keys {
	resolved: Map<string, Resolved>;
	problems: KeyProblem[];
	/** A whole number of at least `minimum` (1 unless told). */
	count(key: string, fallback: number, origin?: 'default' | 'derived', minimum?: number): number;
	/** A finite number above zero. */
	number(key: string, fallback: number): number;
	flag(key: string, fallback: boolean): boolean;
	text(key: string, fallback: string): string;
	has(key: string): boolean;
	get(key: string): KeyValue | undefined;
}

/** Reads top-level model keys; `null` counts as absent, as in Hugging Face configurations. */
export function keysFrom(source: readonly SourceKey[]): Keys {
	const values = new Map(source.filter(({ path, value }) => path.length === 1 && value !== null).map(({ path, value }) => [path[0] as string, value]));
	const resolved = new Map<string, Resolved>();
	const problems: KeyProblem[] = [];

	function read<T extends KeyValue>(key: string, fallback: T, origin: 'default' | 'derived', check: (value: KeyValue) => KeyProblem['kind'] | undefined, expected: string): T {
		const value = values.get(key);
		if (value !== undefined) {
			const kind = check(value);
			if (kind === undefined) {
				resolved.set(key, { value, from: 'file' });
				return value as T;
			}
			problems.push({ kind, key, message: `${key} must be ${expected}, not ${JSON.stringify(value)}.` });
		}
		resolved.set(key, { value: fallback, from: origin });
		return fallback;
	}

	return {
		resolved,
		problems,
		count: (key, fallback, origin = 'default', minimum = 1) =>
			read(key, fallback, origin, (value) => (!Number.isInteger(value) ? 'wrong-type' : (value as number) < minimum ? 'value-out-of-range' : undefined), `a whole number of at least ${minimum}`),
		number: (key, fallback) =>
			read(key, fallback, 'default', (value) => (typeof value !== 'number' ? 'wrong-type' : Number.isFinite(value) && value > 0 ? undefined : 'value-out-of-range'), 'a number above zero'),
		flag: (key, fallback) => read(key, fallback, 'default', (value) => (typeof value === 'boolean' ? undefined : 'wrong-type'), 'true or false'),
		text: (key, fallback) => read(key, fallback, 'default', (value) => (typeof value === 'string' ? undefined : 'wrong-type'), 'a text'),
		has: (key) => values.has(key),
		get: (key) => values.get(key),
	};
}
