import { dropoutMask, multiply } from '../builders.ts';
import type { Value } from '../graph.ts';
import { hash } from '../random.ts';
import type { Build } from './linear.ts';

/** `x` with a share of its numbers set to 0 and the rest scaled up, in a training step; `x` itself in evaluation. `site` tells the masks of one step apart. */
export function dropped({ dropoutSeed }: Build, x: Value, rate: number | undefined, site: string): Value {
	if (!rate || !dropoutSeed) return x;
	return multiply(x, dropoutMask(dropoutSeed, x.shape, rate, hash(site)));
}
