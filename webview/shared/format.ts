/** Numbers of a run as people read them. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `12,300`. */
export const formatWhole = (value: number): string => grouped.format(value);

/** `Evaluating` for `evaluating`. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Four significant digits, at least two and at most four decimals: `5.541`, `0.0231`, `12.35`. */
export function formatLoss(value: number | null | undefined): string {
	if (value === null || value === undefined || !Number.isFinite(value)) return '–';
	const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
	return value.toFixed(Math.min(4, Math.max(2, 3 - magnitude)));
}

/** A share of 1 as `97 %`, or with decimals `97.5 %`. */
export const formatPercent = (share: number, decimals = 0): string => `${(100 * share).toFixed(decimals)} %`;

/** `45 s`, `3 min 20 s`, `2 h 5 min`: the two largest units. */
export function formatDuration(seconds: number): string {
	const whole = Math.round(seconds);
	if (whole < 60) return `${whole} s`;
	if (whole < 3600) return pair(Math.floor(whole / 60), 'min', whole % 60, 's');
	const minutes = Math.round(whole / 60);
	if (minutes < 24 * 60) return pair(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
	const hours = Math.round(minutes / 60);
	return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

const pair = (large: number, largeUnit: string, small: number, smallUnit: string): string =>
	small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;

const AGES: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
	[86_400, 'day'],
	[3_600, 'hour'],
	[60, 'minute'],
];
const age = new Intl.RelativeTimeFormat('en-US', { numeric: 'always' });

/** `just now`, `5 minutes ago`, `3 days ago`. */
export function formatAge(seconds: number): string {
	const unit = AGES.find(([size]) => seconds >= size);
	return unit === undefined ? 'just now' : age.format(-Math.floor(seconds / unit[0]), unit[1]);
}

/** The time of day, with the date unless it is today's; as the reader's language writes it. */
export const formatMoment = (moment: Date, now: Date): string =>
	moment.toDateString() === now.toDateString()
		? moment.toLocaleTimeString(undefined, { timeStyle: 'short' })
		: moment.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
