import { type RankClass, reachOf, tightest } from '../analysis/rank.ts';
import { placeIn } from '../design/design.ts';
import type { TextEdit } from '../design/source.ts';
import { divisors } from './divisors.ts';
import type { DesignRule, Proposal, Severity, Subject } from './rule.ts';

/** Head sizes that attention kernels have tiles for, and the small ones of small models. */
const KERNEL_SIZES = [8, 16, 32, 64, 96, 128, 192, 256];
/** FlashAttention's kernels stop here. */
const LARGEST = 256;
/** Up to this need the paper's claim is testable and its evidence lies there. */
const SHORT = 512;
/** From here on no published long-context decoder is reported. */
const ENOUGH = 64;
/** No published model is below; every study that went lower lost quality. */
const FLOOR = 32;

/** How loud a head of this size is against what the context needs; undefined: nothing to say. */
function grade({ attention: { queryKeySize, mask }, needed, context }: RankClass): Severity | undefined {
	if (queryKeySize >= needed) return undefined;
	const tokens = reachOf(mask, context);
	if (queryKeySize < FLOOR) return 'warning';
	if (needed > SHORT) return queryKeySize < ENOUGH ? 'info' : undefined;
	return queryKeySize < ENOUGH && queryKeySize <= tokens / 4 ? 'warning' : 'info';
}

/** The smallest head size that ends the finding. */
const enough = ({ needed }: RankClass): number => (needed > SHORT ? ENOUGH : needed);

export const headRankBelowSeq: DesignRule = {
	id: 'head-rank-below-seq',
	summary: 'The pre-softmax scores of a head have a lower rank than patterns over the context need.',
	severity: 'warning',
	kind: 'heuristic',
	source: 'The bound: Bhojanapalli et al. 2020, Theorem 1. The grades: their tables 1 and 2, figure 3.',
	reads: ['width', 'heads', 'keyValueHeads', 'headSize', 'positions'],
	check(subject) {
		const { analysis, options, design, architecture, sets, at } = subject;
		// Only the class of layers with the least rank for its need is spoken of, and if it is well off, none.
		const rank = tightest(analysis.rank);
		if (rank === undefined) return [];
		const severity = options.threshold === 'paper' ? (rank.attention.queryKeySize < rank.needed ? 'warning' : undefined) : grade(rank);
		if (severity === undefined) return [];
		const which = rank.layers.length === architecture.layers.length ? '' : ` (${rank.layers.length} of ${architecture.layers.length} layers)`;
		const sequence = placeIn(design, 'data', 'sequence_length');
		return [
			{
				message: `Each head's pre-softmax scores have rank ≤ ${rank.bound}; matching any pattern over ${tokensOf(rank)} needs ${rank.needed}${which}. An expressivity limit, not a proof of lower quality.`,
				range: at(sets('headSize') ? 'headSize' : 'heads'),
				severity,
				related: sequence ? [{ message: `The context is ${rank.context} tokens.`, range: sequence }] : [],
				fixes: () => [...fewerHeads(subject, rank), ...largerHeads(subject, rank), ...narrower(subject, rank)],
			},
		];
	},
};

function tokensOf({ attention: { mask }, context }: RankClass): string {
	if (mask.kind === 'causal-window') return `${Math.min(mask.window, context)} tokens in a causal window`;
	if (mask.kind === 'chunk') return `${Math.min(mask.chunk, context)} tokens in a chunk`;
	if (mask.kind === 'band') return `${mask.reach} tokens to both sides`;
	return mask.kind === 'causal' ? `${context} tokens (causal)` : `${context} tokens`;
}

/** The same heads × head size from fewer heads: parameters stay where every head has keys of its own. */
function fewerHeads(subject: Subject, rank: RankClass): Proposal[] {
	const { architecture, sets, set } = subject;
	const { heads, kvHeads, queryKeySize, latent } = rank.attention;
	const own = sets('headSize');
	const inner = heads * queryKeySize;
	if (latent || (!own && inner !== architecture.width)) return [];
	const alike = kvHeads === heads;
	const count = divisors(inner).findLast((candidate) => candidate <= inner / enough(rank) && candidate < heads && (alike || candidate % kvHeads === 0));
	if (count === undefined || inner / count > LARGEST) return [];
	const edits = [
		...set('heads', count),
		...(own ? set('headSize', inner / count) : []),
		...(alike && sets('keyValueHeads') ? set('keyValueHeads', count) : []),
	];
	return [{ title: `Use ${count} ${count === 1 ? 'head' : 'heads'} (head_dim ${inner / count})`, edits }];
}

const fittingSize = (rank: RankClass): number | undefined => KERNEL_SIZES.find((size) => size >= enough(rank));

const decouples = ({ readsHeadSize }: Subject, { attention }: RankClass): boolean => attention.latent === undefined && readsHeadSize;

/** The paper's fixed head: its size set by itself. */
function largerHeads(subject: Subject, rank: RankClass): Proposal[] {
	const size = fittingSize(rank);
	if (size === undefined || !decouples(subject, rank)) return [];
	return [{ title: `Set head_dim ${size}`, edits: subject.set('headSize', size) }];
}

/** The paper's swap: the heads that are there, at the size the context needs, in a width that costs no more than now. */
function narrower(subject: Subject, rank: RankClass): Proposal[] {
	const { analysis, architecture, after, set } = subject;
	const size = fittingSize(rank);
	const budget = analysis.parameters.value;
	if (size === undefined || budget === null || !decouples(subject, rank)) return [];
	const step = architecture.width > 512 ? 64 : 8;
	const at = (width: number): TextEdit[] => [...set('width', width), ...set('headSize', size)];
	const fits = (steps: number) => (after(at(steps * step))?.parameters.value ?? Number.POSITIVE_INFINITY) <= budget;
	let [low, high] = [0, Math.ceil(architecture.width / step) - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (fits(middle)) low = middle;
		else high = middle - 1;
	}
	const width = low * step;
	// Below half the width other limits take over, and the swap is no longer a small change.
	if (width < architecture.width / 2 || width < size) return [];
	return [{ title: `Keep the heads: head_dim ${size} at width ${width}`, edits: at(width) }];
}
