import { maximumPositions } from '../design/architecture.ts';
import { placeOf } from '../design/design.ts';
import type { DesignRule } from './rule.ts';

export const ropeScalingInconsistent: DesignRule = {
	id: 'rope-scaling-inconsistent',
	summary: 'The scaling of the rotary positions does not reach the stated maximum.',
	severity: 'warning',
	kind: 'fact',
	source:
		'YaRN and linear scaling stretch the original positions by their factor; DeepSeek-V3: 40 × 4096 = 163840. Scaling of type llama3 is not meant to reach the maximum.',
	reads: ['positions'],
	check({ architecture, design }) {
		const key = ['rope_scaling', 'rope_parameters'].find((name) => design.keys.has(name));
		const maximum = maximumPositions(architecture);
		if (key === undefined || maximum === undefined) return [];
		const scaling = design.keys.inside(key);
		const type = scaling.get('rope_type') ?? scaling.get('type');
		const factor = scaling.get('factor');
		const original = scaling.get('original_max_position_embeddings');
		if ((type !== 'yarn' && type !== 'linear') || typeof factor !== 'number' || typeof original !== 'number' || factor * original >= maximum) return [];
		const place = design.model.find(({ path }) => path.length === 2 && path[0] === key && path[1] === 'factor')?.valueRange;
		const needed = Math.ceil((100 * maximum) / original) / 100;
		return [
			{
				message: `${factor} × ${original} = ${factor * original} positions, and the model states ${maximum}.`,
				range: place ?? placeOf(design, key),
				fixes: place ? [{ title: `Set factor ${needed}`, edits: [{ range: place, newText: String(needed) }] }] : [],
			},
		];
	},
};
