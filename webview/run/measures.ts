import type { HeadMeasures, RankEvent } from '../../src/training/events.ts';

/** Something that is measured of every head, and how a person reads it. */
export interface Measure {
	key: Exclude<keyof HeadMeasures, 'bound'>;
	/** In the choice of measures. */
	name: string;
	/** In a sentence. */
	phrase: string;
	decimals: number;
	/** True where the bound of the head is the most that it can be. */
	isRank: boolean;
}

export const MEASURES: readonly Measure[] = [
	{ key: 'effective_rank', name: 'Effective rank', phrase: 'effective rank of the scores', decimals: 1, isRank: true },
	{ key: 'stable_rank', name: 'Stable rank', phrase: 'stable rank of the scores', decimals: 1, isRank: true },
	{ key: 'numerical_rank', name: 'Numerical rank', phrase: 'numerical rank of the scores', decimals: 0, isRank: true },
	{ key: 'attention_entropy', name: 'Attention entropy', phrase: 'entropy of the attention in nats', decimals: 2, isRank: false },
	{ key: 'max_score', name: 'Largest score', phrase: 'largest score of a key that a query sees', decimals: 2, isRank: false },
];

const headsOf = ({ layers }: RankEvent): HeadMeasures[] => layers.flatMap(({ heads }) => heads);

/** What the event holds of every head; events of earlier versions have the effective rank alone. */
export const measuresIn = (rank: RankEvent): Measure[] => MEASURES.filter(({ key }) => headsOf(rank).every((head) => head[key] !== undefined));

/** What the table shows, in a sentence. */
export function captionOf({ phrase, isRank }: Measure, rank: RankEvent, step: string): string {
	const bounds = new Set(headsOf(rank).map(({ bound }) => bound));
	return `${phrase} at step ${step}${isRank && bounds.size === 1 ? `, at most ${[...bounds][0]}` : ''}`;
}

/** How much of a head's cell is filled, from 0 to 1: the share of its bound, or of the largest value of all heads where there is none. */
export function shareOf({ key, isRank }: Measure, head: HeadMeasures, rank: RankEvent): number {
	const most = isRank ? head.bound : Math.max(...headsOf(rank).map((each) => each[key] ?? 0));
	return most > 0 ? Math.max(0, Math.min(1, (head[key] ?? 0) / most)) : 0;
}

/** All that is known of a head, one measure a line. */
export function headInWords(layer: number, index: number, head: HeadMeasures): string {
	const lines = MEASURES.flatMap(({ key, name, isRank }) => {
		const value = head[key];
		return value === undefined
			? []
			: [`${name} ${Number(value.toFixed(2))}${isRank ? ` of at most ${head.bound}` : key === 'attention_entropy' ? ' nats' : ''}`];
	});
	return [`Layer ${layer}, head ${index}`, ...lines].join('\n');
}
