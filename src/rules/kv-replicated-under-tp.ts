import { placeIn } from '../design/design.ts';
import { least } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const kvReplicatedUnderTp: DesignRule = {
	id: 'kv-replicated-under-tp',
	summary: 'There are fewer key/value heads than tensor-parallel devices, so each head is kept more than once.',
	severity: 'hint',
	kind: 'fact',
	source: 'Megatron-LM repeats key/value heads where the degree is larger; the cache of a device stops shrinking.',
	reads: ['keyValueHeads'],
	check({ architecture, design, at }) {
		const { tensor } = design.parallel;
		const attention = least(architecture, ({ kvHeads }) => kvHeads);
		if (attention === undefined || attention.latent || tensor <= attention.kvHeads) return [];
		return [
			{
				message: `${attention.kvHeads} key/value heads on ${tensor} devices: each is kept ${Math.ceil(tensor / attention.kvHeads)} times.`,
				range: at('keyValueHeads'),
				related: [{ message: `The model is split over ${tensor} devices.`, range: placeIn(design, 'parallel', 'tensor') ?? at('keyValueHeads') }],
			},
		];
	},
};
