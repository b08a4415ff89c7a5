import { headRankBelowSeq } from './head-rank-below-seq.ts';
import { headsNotDividingHidden } from './heads-not-dividing-hidden.ts';
import { kvHeadsNotDividingHeads } from './kv-heads-not-dividing-heads.ts';
import type { Rule } from './rule.ts';
import { syntax } from './syntax.ts';
import { unknownFamily } from './unknown-family.ts';
import { unknownKey } from './unknown-key.ts';
import { unreadableModel } from './unreadable-model.ts';
import { valueOutOfRange } from './value-out-of-range.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [
	syntax,
	unreadableModel,
	unknownFamily,
	unknownKey,
	wrongType,
	valueOutOfRange,
	headsNotDividingHidden,
	kvHeadsNotDividingHeads,
	headRankBelowSeq,
];
