/** The arguments do not make sense, or a file cannot be read: exit code 2 and the message, no stack. */
export class UsageError extends Error {}

/** A whole number of at least 1 from an option's text. */
export function countFrom(option: string, text: string | undefined): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (!Number.isSafeInteger(value) || value < 1) throw new UsageError(`--${option} takes a whole number of at least 1, not ${text}.`);
	return value;
}
