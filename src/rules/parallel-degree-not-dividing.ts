import { placeIn } from '../design/design.ts';
import { divisors } from './divisors.ts';
import type { DesignRule } from './rule.ts';

export const parallelDegreeNotDividing: DesignRule = {
	id: 'parallel-degree-not-dividing',
	summary: 'The model cannot be split by the degrees of the parallel plan.',
	severity: 'error',
	kind: 'fact',
	source: 'Megatron-LM, arguments.py and transformer_config.py, raises on each of these.',
	reads: ['heads', 'keyValueHeads', 'layers', 'feedForward'],
	check({ design, architecture, analysis }) {
		const { tensor, pipeline, context } = design.parallel;
		const attention = architecture.layers.find((layer) => layer.attention)?.attention;
		const heads = attention?.heads ?? 1;
		const kvHeads = attention?.kvHeads ?? 1;
		const size = architecture.layers.find((layer) => layer.feedForward)?.feedForward?.size;
		const layers = architecture.layers.length;
		const splits = (degree: number) =>
			heads % degree === 0 && (kvHeads % degree === 0 || degree % kvHeads === 0) && (size === undefined || size % degree === 0);
		const tensorProblem =
			heads % tensor !== 0
				? `${heads} heads do not split over ${tensor} devices.`
				: kvHeads % tensor !== 0 && tensor % kvHeads !== 0
					? `${kvHeads} key/value heads neither split over ${tensor} devices nor repeat on them evenly.`
					: size !== undefined && size % tensor !== 0
						? `The feed-forward size ${size} does not split over ${tensor} devices.`
						: undefined;
		const tokens = analysis.context ?? 0;
		const checks: [key: string, problem: string | undefined, legal: number[]][] = [
			['tensor', tensorProblem, divisors(heads).filter(splits)],
			['pipeline', layers % pipeline === 0 ? undefined : `${layers} layers do not split into ${pipeline} stages.`, divisors(layers)],
			[
				'context',
				context === 1 || tokens % (2 * context) === 0 ? undefined : `${tokens} tokens do not split into 2 × ${context} parts, as causal load balancing needs.`,
				divisors(Math.floor(tokens / 2)),
			],
		];
		return checks.flatMap(([key, message, legal]) => {
			const range = placeIn(design, 'parallel', key);
			if (message === undefined || range === undefined) return [];
			const degree = design.parallel[key as 'tensor' | 'pipeline' | 'context'];
			const near = [legal.findLast((each) => each < degree), legal.find((each) => each > degree)].filter((each) => each !== undefined);
			return [{ message, range, fixes: near.map((each) => ({ title: `Split over ${each}`, edits: [{ range, newText: String(each) }] })) }];
		});
	},
};
