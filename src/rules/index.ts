import { headsNotDividingHidden } from './heads-not-dividing-hidden.ts';
import type { Rule } from './rule.ts';
import { syntax } from './syntax.ts';
import { unreadableModel } from './unreadable-model.ts';
import { valueOutOfRange } from './value-out-of-range.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule, in the order of the documentation. */
export const rules: readonly Rule[] = [syntax, unreadableModel, wrongType, valueOutOfRange, headsNotDividingHidden];
