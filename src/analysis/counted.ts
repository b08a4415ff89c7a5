/** A number that says how far it can be trusted, and how it came about. */
export interface Counted {
	/** `exact`: what the library has; `bounded`: at least this much; `unknown`: then the value is null. */
	status: 'exact' | 'bounded' | 'estimated' | 'unknown';
	value: number | null;
	/** The terms in words and numbers, for a hover. */
	formula: string;
}

/** Beyond 2⁵³ a sum of integers is no longer exact in double precision. */
export const counted = (value: number, formula: string, status: 'exact' | 'bounded' = 'exact'): Counted =>
	Number.isSafeInteger(Math.round(value)) ? { status, value, formula } : { status: 'unknown', value: null, formula: `${formula}, too large to count` };
