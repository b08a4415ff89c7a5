import type { Architecture } from '../design/architecture.ts';
import type { Family } from '../design/families/family.ts';
import { type Component, tensorGroups } from '../design/tensors.ts';
import type { Analysis } from './analysis.ts';

/** The parts of the model that a size decides, by the names of the breakdown. */
const DECIDED: Partial<Record<keyof Family['keyNames'], { what: string; components: readonly Component[] }>> = {
	layers: {
		what: 'The layers',
		components: ['layers.attention', 'layers.cross_attention', 'layers.mixer', 'layers.feed_forward', 'layers.experts', 'layers.norms', 'layers.other'],
	},
	heads: { what: 'Attention', components: ['layers.attention'] },
	keyValueHeads: { what: 'Attention', components: ['layers.attention'] },
	headSize: { what: 'Attention', components: ['layers.attention'] },
	feedForward: { what: 'Feed-forward', components: ['layers.feed_forward'] },
	positions: { what: 'The position table', components: ['embedding.positions'] },
	vocabulary: { what: 'Token table and head', components: ['embedding.tokens', 'head'] },
};

/** Which size of the family a key names. */
export function sizeOf(family: Family, key: string): keyof Family['keyNames'] | undefined {
	const sizes = Object.keys(family.keyNames) as (keyof Family['keyNames'])[];
	return sizes.find((size) => [family.keyNames[size]].flat().includes(key));
}

/** What share of the parameters a key decides; undefined where it decides none. */
export function shareOf(
	family: Family,
	analysis: Analysis,
	key: string,
): { what: string; components: readonly Component[]; count: number; share: number } | undefined {
	const size = sizeOf(family, key);
	const decided = size && DECIDED[size];
	const total = analysis.parameters.value;
	if (decided === undefined || total === null || total === 0) return undefined;
	const count = analysis.parameters.breakdown.filter(({ name }) => decided.components.includes(name)).reduce((sum, part) => sum + part.count, 0);
	return count === 0 ? undefined : { ...decided, count, share: count / total };
}

/** How the parameters of some components come about: `2 layers × (128×128 + 128×128 + …)`. */
export function formulaOf(architecture: Architecture, components: readonly Component[]): string {
	const terms = tensorGroups(architecture).flatMap(({ tensors, layers }) => {
		const shapes = tensors.filter(({ component }) => components.includes(component)).map(({ shape }) => shape.join('×'));
		if (shapes.length === 0) return [];
		const shown = shapes.length > MOST_TERMS ? [...shapes.slice(0, MOST_TERMS), '…'] : shapes;
		return [layers.length > 1 ? `${layers.length} layers × (${shown.join(' + ')})` : shown.join(' + ')];
	});
	const shown = terms.length > MOST_TERMS ? [...terms.slice(0, MOST_TERMS), '…'] : terms;
	return shown.join(' + ');
}

/** A formula that is longer is not read. */
const MOST_TERMS = 8;
