import { maximumPositions } from '../design/architecture.ts';
import { placeIn } from '../design/design.ts';
import type { DesignRule } from './rule.ts';

export const trainSeqExceedsPositions: DesignRule = {
	id: 'train-seq-exceeds-positions',
	summary: 'Training windows are longer than the positions that the model has.',
	severity: 'error',
	kind: 'fact',
	source: 'A learned table has no row beyond its last; rotary angles beyond the maximum are untrained in what is built on the model.',
	reads: ['positions'],
	check({ design, architecture, at, set }) {
		const maximum = maximumPositions(architecture);
		const { sequenceLength } = design.data;
		const range = placeIn(design, 'data', 'sequence_length');
		if (maximum === undefined || sequenceLength === undefined || range === undefined || sequenceLength <= maximum) return [];
		const learned = architecture.embedding.positions.kind === 'learned';
		return [
			{
				message: learned
					? `Windows of ${sequenceLength} tokens have no positions beyond ${maximum}.`
					: `Windows of ${sequenceLength} tokens go beyond the ${maximum} positions that the model states.`,
				range,
				severity: learned ? 'error' : 'warning',
				related: [{ message: `The positions end at ${maximum}.`, range: at('positions') }],
				fixes: [
					{ title: `Use windows of ${maximum}`, edits: [{ range, newText: String(maximum) }] },
					{ title: `Raise the positions to ${sequenceLength}`, edits: set('positions', sequenceLength) },
				],
			},
		];
	},
};
