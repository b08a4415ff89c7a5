import { formatBytes } from '../analysis/units.ts';
import { placeIn } from '../design/design.ts';
import type { DesignRule } from './rule.ts';

export const trainingMemoryBudget: DesignRule = {
	id: 'training-memory-budget',
	summary: 'Training does not fit the device.',
	severity: 'error',
	kind: 'fact',
	source: 'Mixed precision with AdamW: 2 bytes of weights, 2 of gradients and 12 of master weights and moments for each parameter, before activations.',
	reads: ['layers', 'width'],
	check({ design, analysis: { parameters, trainingMemory } }) {
		const { memory } = design.device;
		const range = placeIn(design, 'device', 'memory');
		if (memory === undefined || range === undefined || parameters.value === null) return [];
		const { tensor, pipeline, zero, zeroStage } = design.parallel;
		const split = tensor * pipeline;
		const shard = (stage: number) => (zeroStage >= stage ? zero : 1);
		const states = (parameters.value / split) * (2 / shard(3) + 2 / shard(2) + 12 / shard(1));
		if (states > memory)
			return [{ message: `Weights, gradients and optimizer take ${formatBytes(states)} on each device, which has ${formatBytes(memory)}.`, range }];
		const activations = Math.max(0, (trainingMemory?.value ?? 0) - 16 * parameters.value) / split;
		const all = states + activations;
		if (all <= 0.9 * memory) return [];
		return [
			{
				message: `Training takes at least ${formatBytes(all)} on each device: ${formatBytes(states)} for weights, gradients and optimizer, ${formatBytes(activations)} for activations; it has ${formatBytes(memory)}.`,
				range,
				severity: 'warning',
			},
		];
	},
};
