import { Refusal } from '../refusal.ts';

/** Shorter windows are no design's. */
const LEAST_WINDOW = 2;

/**
 * Refuses a text of so many tokens where either part is too short for one window: what it has, what it needs, and which values would do.
 * Too few are too few where there are even less, so a text that has `atMost` so many can be refused before it is read.
 */
export function refuseFew(tokens: number, validationFraction: number, sequenceLength: number, { atMost = false } = {}): void {
	const needed = sequenceLength + 1;
	const fits = (fraction: number): boolean => Math.min(Math.floor(tokens * fraction), tokens - Math.floor(tokens * fraction)) >= needed;
	if (fits(validationFraction)) return;
	const kept = Math.floor(tokens * validationFraction);
	const count = `${atMost ? 'at most ' : ''}${tokens}`;
	const had =
		tokens < needed
			? `The text has ${count} tokens`
			: kept < needed
				? `Of ${count} tokens ${kept} are kept for validation (data.validation_fraction ${validationFraction})`
				: `Of ${count} tokens ${tokens - kept} are left to train on (data.validation_fraction ${validationFraction})`;
	const fraction = kept < needed ? rounded(needed / tokens, Math.ceil, fits) : rounded((tokens - needed) / tokens, Math.floor, fits);
	const longest = Math.min(kept, tokens - kept) - 1;
	const ways = [
		fraction !== undefined &&
			(kept < needed ? `raise data.validation_fraction to ${fraction} or more` : `lower data.validation_fraction to ${fraction} or less`),
		longest >= LEAST_WINDOW && `lower data.sequence_length to ${longest} or less`,
		'add text',
	].filter((way) => way !== false);
	const advice = ways.join('; ');
	throw new Refusal(
		`${had}; a window of ${sequenceLength} needs ${needed} (one more than data.sequence_length, for the last target). ${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`,
	);
}

/** The share in as few digits as still fit; undefined where none does. */
function rounded(share: number, round: (value: number) => number, fits: (fraction: number) => boolean): number | undefined {
	const zeros = Math.floor(-Math.log10(share));
	for (let digits = 1; digits <= 12; digits++) {
		const unit = 10 ** (zeros + digits);
		const value = round(share * unit) / unit;
		if (value > 0 && value < 1 && fits(value)) return value;
	}
	return undefined;
}
