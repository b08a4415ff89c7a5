import { quantityFrom } from './quantities.ts';
import type { KeyValue, SourceKey } from './source.ts';

/** A resolved value with where it came from. */
export interface Resolved {
	value: KeyValue;
	from: 'file' | 'default' | 'derived';
}

/** A value that does not fit its key; the reader goes on with its default. */
export interface KeyProblem {
	kind: 'wrong-type' | 'value-out-of-range';
	key: string;
	message: string;
}

/** A key, or its names in order of preference: the first that the file holds is read. */
export type KeyName = string | readonly string[];

export interface CountOptions {
	origin?: 'default' | 'derived';
	minimum?: number;
	maximum?: number;
}

export interface NumberOptions {
	/** Zero fits too. */
	zero?: boolean;
	below?: number;
}

/** Keys of one map of the file as their reader sees them: each read is remembered with its origin, and never throws. */
export interface Keys {
	resolved: Map<string, Resolved>;
	problems: KeyProblem[];
	/** What a key may be, where it is one of few words. */
	options: Map<string, readonly string[]>;
	/** Undefined where the file leaves the key out, which is known to be read all the same. */
	optional<T>(name: string, read: (name: string) => T): T | undefined;
	/** A whole number, from 1 to 2³¹ − 1 unless told. */
	count(name: KeyName, fallback: number, options?: CountOptions): number;
	/** The same where the key may also be null, which then means none; `fallback` is what the class has where the key is absent. */
	size(name: KeyName, fallback: number | undefined): number | undefined;
	/** A finite number above zero unless told. */
	number(name: KeyName, fallback: number, options?: NumberOptions): number;
	/** A number with a unit, such as `8GiB`; undefined where the key is absent. */
	quantity(name: KeyName): number | undefined;
	flag(name: KeyName, fallback: boolean): boolean;
	text(name: KeyName, fallback: string): string;
	choice<T extends string, Fallback extends T | undefined>(name: KeyName, fallback: Fallback, options: readonly T[]): T | Fallback;
	/** A list of names, such as `layer_types`; undefined where the file has none. */
	names(name: KeyName): readonly string[] | undefined;
	/** A list of whole numbers, none below `minimum` (0), such as `mlp_only_layers`; undefined where the file has none. */
	numbers(name: KeyName, minimum?: number): readonly number[] | undefined;
	/** Keys of a map inside this one, such as `rope_scaling`; empty where there is none. Reads in it are not remembered here. */
	inside(name: KeyName): Keys;
	has(key: string): boolean;
	/** True where the file says null, which is not the same as leaving the key out. */
	isNull(name: KeyName): boolean;
	get(key: string): KeyValue | undefined;
	/** The name under which the file holds the value, else the preferred one. */
	nameOf(name: KeyName): string;
}

/** Far beyond any model, and still quick to count. */
export const MOST_LAYERS = 100_000;

const fitsCount = (value: KeyValue, minimum: number): boolean => Number.isInteger(value) && Number(value) >= minimum && Number(value) < 2 ** 31;

const NOWHERE = { start: 0, end: 0 };

/** Reads the keys of one map; `null` counts as absent, as in Hugging Face configurations. `defaults` stand above those of the readers. */
export function keysFrom(source: readonly SourceKey[], defaults: Readonly<Record<string, KeyValue>> = {}): Keys {
	const values = new Map(source.filter(({ path, value }) => path.length === 1 && value !== null).map(({ path, value }) => [path[0] as string, value]));
	const nulls = new Set(source.filter(({ path, value }) => path.length === 1 && value === null).map(({ path }) => path[0] as string));
	const resolved = new Map<string, Resolved>();
	const problems: KeyProblem[] = [];
	const choices: Keys['options'] = new Map();
	const nameOf = (name: KeyName): string => (typeof name === 'string' ? name : (name.find((key) => values.has(key)) ?? (name[0] as string)));

	// A key that is read once a layer is still one problem.
	const note = (kind: KeyProblem['kind'], key: string, message: string): void => {
		if (!problems.some((noted) => noted.key === key && noted.message === message)) problems.push({ kind, key, message });
	};

	function read<T extends KeyValue>(
		name: KeyName,
		fallback: T,
		origin: 'default' | 'derived',
		check: (value: KeyValue) => KeyProblem['kind'] | undefined,
		expected: string,
	): T {
		const key = nameOf(name);
		const value = values.get(key);
		if (value !== undefined) {
			const kind = check(value);
			if (kind === undefined) {
				resolved.set(key, { value, from: 'file' });
				return value as T;
			}
			note(kind, key, `${key} must be ${expected}, not ${JSON.stringify(value)}.`);
		}
		const usual = Object.hasOwn(defaults, key) ? (defaults[key] as T) : fallback;
		resolved.set(key, { value: usual, from: origin });
		return usual;
	}

	const count: Keys['count'] = (name, fallback, { origin = 'default', minimum = 1, maximum = 2 ** 31 - 1 } = {}) => {
		const written = values.get(nameOf(name));
		const large = typeof written === 'number' && written > maximum;
		const expected = large || maximum < 2 ** 31 - 1 ? `a whole number from ${minimum} to ${maximum}` : `a whole number of at least ${minimum}`;
		const check = (value: KeyValue) =>
			!Number.isInteger(value) ? 'wrong-type' : (value as number) < minimum || (value as number) > maximum ? 'value-out-of-range' : undefined;
		return read(name, fallback, origin, check, expected);
	};

	return {
		resolved,
		problems,
		options: choices,
		optional: (name, readIt) => {
			if (values.has(name)) return readIt(name);
			resolved.set(name, { value: null, from: 'default' });
			return undefined;
		},
		count,
		size: (name, fallback) => {
			const key = nameOf(name);
			if (values.has(key)) return count(name, fallback ?? 1);
			const value = nulls.has(key) ? undefined : fallback;
			resolved.set(key, { value: value ?? null, from: nulls.has(key) ? 'file' : 'default' });
			return value;
		},
		number: (name, fallback, { zero = false, below = Number.POSITIVE_INFINITY } = {}) => {
			const fits = (value: number) => Number.isFinite(value) && value < below && (zero ? value >= 0 : value > 0);
			const expected = `a number ${zero ? 'of at least' : 'above'} zero${below === Number.POSITIVE_INFINITY ? '' : ` and below ${below}`}`;
			return read(name, fallback, 'default', (value) => (typeof value !== 'number' ? 'wrong-type' : fits(value) ? undefined : 'value-out-of-range'), expected);
		},
		quantity: (name) => {
			const check = (value: KeyValue) =>
				typeof value !== 'string' && typeof value !== 'number' ? 'wrong-type' : quantityFrom(value) === undefined ? 'value-out-of-range' : undefined;
			const value = read<KeyValue>(name, null, 'default', check, 'a quantity above zero, such as 25M or 8GiB');
			return value === null ? undefined : quantityFrom(value as string | number);
		},
		flag: (name, fallback) => read(name, fallback, 'default', (value) => (typeof value === 'boolean' ? undefined : 'wrong-type'), 'true or false'),
		text: (name, fallback) => read(name, fallback, 'default', (value) => (typeof value === 'string' ? undefined : 'wrong-type'), 'a text'),
		choice: <T extends string, Fallback extends T | undefined>(name: KeyName, fallback: Fallback, options: readonly T[]) => {
			choices.set(nameOf(name), options);
			const check = (value: KeyValue) => (typeof value !== 'string' ? 'wrong-type' : options.includes(value as T) ? undefined : 'value-out-of-range');
			return (read<KeyValue>(name, fallback ?? null, 'default', check, `one of ${options.join(', ')}`) ?? fallback) as T | Fallback;
		},
		names: (name) => {
			const key = nameOf(name);
			const value = values.get(key);
			if (value === undefined) return undefined;
			if (Array.isArray(value) && value.every((each) => typeof each === 'string')) {
				resolved.set(key, { value, from: 'file' });
				return value as string[];
			}
			note('wrong-type', key, `${key} must be a list of names.`);
			return undefined;
		},
		numbers: (name, minimum = 0) => {
			const key = nameOf(name);
			const value = values.get(key);
			if (value === undefined) return undefined;
			if (Array.isArray(value) && (resolved.get(key)?.value === value || value.every((each) => fitsCount(each, minimum)))) {
				resolved.set(key, { value, from: 'file' });
				return value as number[];
			}
			note('wrong-type', key, `${key} must be a list of whole numbers of at least ${minimum}.`);
			return undefined;
		},
		inside: (name) => {
			const value = values.get(nameOf(name));
			const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
			return keysFrom(entries.map(([key, inner]) => ({ path: [key], value: inner, keyRange: NOWHERE, valueRange: NOWHERE })));
		},
		has: (key) => values.has(key),
		isNull: (name) => [name].flat().some((key) => nulls.has(key)) && !values.has(nameOf(name)),
		get: (key) => values.get(key),
		nameOf,
	};
}
