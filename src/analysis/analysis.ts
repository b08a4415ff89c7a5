import { maximumPositions } from '../design/architecture.ts';
import type { Design } from '../design/design.ts';
import type { Counted } from './counted.ts';
import { type Flops, flops } from './flops.ts';
import { cacheOf, cachePerToken, type TrainingMemory, trainingMemory } from './memory.ts';
import { type Parameters, parameters } from './parameters.ts';
import { type RankClass, rankClasses, type Threshold } from './rank.ts';

export interface AnalysisOptions {
	/** Tokens of the context; the design's own sequence length or positions unless given. */
	sequence?: number;
	batch?: number;
	/** Bytes of a cached value; 2 is bfloat16. */
	bytesPerValue?: number;
	threshold?: Threshold;
}

/** Everything that is counted of a design. */
export interface Analysis {
	parameters: Parameters;
	/** The context that rank, cache and compute are asked for; undefined where nothing states one. */
	context: number | undefined;
	rank: RankClass[];
	cachePerToken: Counted;
	cache: Counted | undefined;
	flops: Flops | undefined;
	trainingMemory: TrainingMemory | undefined;
}

/** Counts a design; undefined where its family is unknown. A class that is not counted leaves the totals unknown. */
export function analyze({ architecture, family, data, training }: Design, options: AnalysisOptions = {}): Analysis | undefined {
	if (architecture === undefined || family === undefined) return undefined;
	const context = options.sequence ?? data.sequenceLength ?? maximumPositions(architecture);
	const total = parameters(architecture);
	const known = family.classes.includes(architecture.modelClass);
	const unknown: Counted = { status: 'unknown', value: null, formula: `${architecture.modelClass} is not a class that is counted` };
	return {
		parameters: known ? total : { ...total, ...unknown },
		context,
		rank: rankClasses(architecture, context, options.threshold),
		cachePerToken: cachePerToken(architecture, options.bytesPerValue),
		cache: context === undefined ? undefined : cacheOf(architecture, context, options.bytesPerValue),
		flops: context === undefined ? undefined : flops(architecture, context),
		trainingMemory:
			context === undefined || !known || total.value === null
				? undefined
				: trainingMemory(architecture, total.value, options.batch ?? training.batchSize, context),
	};
}
