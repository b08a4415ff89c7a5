import { bert } from './bert.ts';
import type { Family } from './family.ts';
import { gpt2 } from './gpt2.ts';
import { llama } from './llama.ts';

/** Every family that can be counted, by `model_type`. */
export const families: ReadonlyMap<string, Family> = new Map([bert, gpt2, llama].map((family) => [family.modelType, family]));
