import type { HeadMeasures, RankEvent } from '../training/events.ts';

/** What a measurement of all heads comes to: from the least to the most of each measure. Runs of earlier versions have the effective rank alone. */
export function headsInWords({ layers }: RankEvent): string[] {
	const heads = layers.flatMap(({ heads }) => heads);
	const span = (key: keyof HeadMeasures, decimals: number): string | undefined => {
		const values = heads.map((head) => head[key]);
		if (values.length === 0 || values.includes(undefined)) return undefined;
		const [least, most] = [Math.min, Math.max].map((of) => of(...(values as number[])).toFixed(decimals));
		return least === most ? least : `${least}–${most}`;
	};
	const parts: [string, string | undefined, string?][] = [
		['effective rank ', span('effective_rank', 1), ` of at most ${span('bound', 0)}`],
		['stable ', span('stable_rank', 1)],
		['numerical ', span('numerical_rank', 0)],
		['attention entropy ', span('attention_entropy', 2), ' nats'],
		['largest score ', span('max_score', 1)],
	];
	return parts.flatMap(([name, value, after = '']) => (value === undefined ? [] : [`${name}${value}${after}`]));
}
