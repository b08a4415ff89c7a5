import type { Architecture } from '../../design/architecture.ts';
import { constant } from '../builders.ts';
import type { Graph, Value } from '../graph.ts';
import { alibiScores } from './alibi.ts';
import type { Sequence } from './attention.ts';
import { maskScores } from './mask.ts';
import { rotaryTables } from './rotary-tables.ts';

/** Masks and rotary tables of a sequence, each made once however many layers use it. */
export function sequenceConstants(graph: Graph, { embedding: { positions: scheme } }: Architecture, positions: number): Sequence {
	const made = new Map<string, Value | { cos: Value; sin: Value }>();
	const once = <T extends Value | { cos: Value; sin: Value }>(key: unknown, make: () => T): T => {
		const name = JSON.stringify(key);
		const value = (made.get(name) as T | undefined) ?? make();
		made.set(name, value);
		return value;
	};
	return {
		mask({ mask, heads, kvHeads, queryKeySize }, block) {
			const [rows, columns] = [block.queries.to - block.queries.from, block.keys.to - block.keys.from];
			if (mask.kind === 'full' && scheme.kind !== 'alibi') return undefined;
			if (scheme.kind !== 'alibi') return once(['mask', mask, block], () => constant(graph, maskScores(mask, block), [rows, columns]));
			return once(['alibi', mask, block, heads, kvHeads, queryKeySize], () => {
				const hidden = maskScores(mask, block);
				const scores = alibiScores(scheme, heads, queryKeySize, block).map((score, index) => score + (hidden[index % hidden.length] ?? 0));
				return constant(graph, scores, [kvHeads, heads / kvHeads, rows, columns]);
			});
		},
		rotation({ rotation: own, withoutPositions }) {
			const rotation = own ?? (scheme.kind === 'rotary' ? scheme : undefined);
			if (!rotation || withoutPositions) return undefined;
			return { rotation, ...once(['rotary', rotation], () => rotaryTables(graph, rotation, positions)) };
		},
	};
}
