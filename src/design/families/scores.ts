import type { Attention } from '../architecture.ts';
import type { Keys } from '../keys.ts';

/** A soft cap on scores: as the key says, else the class; null switches it off. Without `fallback` it is off unless the file has it. */
export function softCap(keys: Keys, name: string, fallback?: number): { softCap?: number } {
	if (keys.isNull(name) || (fallback === undefined && !keys.has(name))) return {};
	return { softCap: keys.number(name, fallback ?? 1) };
}

/** Gemma's scale of attention scores, whatever the head size: 1/√`query_pre_attn_scalar`. */
export const scoreScale = (keys: Keys): Pick<Attention, 'scoreScale'> => ({ scoreScale: keys.number('query_pre_attn_scalar', 256) ** -0.5 });
