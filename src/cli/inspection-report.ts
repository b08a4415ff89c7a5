import type { Analysis } from '../analysis/analysis.ts';
import type { RankClass } from '../analysis/rank.ts';
import { type Architecture, layerGroups } from '../design/architecture.ts';
import type { Design } from '../design/design.ts';

/** The object that `inspect --json` prints for a file; its shape is a contract. */
export function inspectionReport(file: string, design: Design, analysis: Analysis | undefined, findings: unknown[]) {
	const { dialect, family, architecture, modelType } = design;
	return {
		schema: 1,
		file,
		dialect,
		family: { model_type: modelType ?? null, class: architecture?.modelClass ?? null, known: family !== undefined },
		parameters: parametersOf(analysis),
		attention: [...(analysis?.rank ?? []).map(attentionOf), ...(architecture ? mixersOf(architecture, analysis?.context) : [])],
		kv_cache: {
			bytes_per_token: analysis?.cachePerToken.value ?? null,
			status: analysis?.cachePerToken.status ?? 'unknown',
			...(analysis?.cache && { bytes: analysis.cache.value }),
		},
		flops: {
			forward_per_token: analysis?.flops?.forwardPerToken.value ?? null,
			training_per_token: analysis?.flops?.trainingPerToken.value ?? null,
			status: analysis?.flops?.forwardPerToken.status ?? 'unknown',
		},
		training_memory: memoryOf(analysis),
		resolved: Object.fromEntries(design.keys.resolved),
		findings,
	};
}

function parametersOf(analysis: Analysis | undefined) {
	if (analysis === undefined) return { total: null, active: null, status: 'unknown', breakdown: [], layer_groups: [] };
	const { value, active, status, formula, breakdown, layerGroups } = analysis.parameters;
	return { total: value, active, status, formula, breakdown, layer_groups: layerGroups };
}

function attentionOf({ layers, attention, cross, context, bound, needed }: RankClass) {
	const { heads, kvHeads, queryKeySize, valueSize, mask, latent } = attention;
	const kinds = { full: 'full', causal: 'full', 'causal-window': 'window', chunk: 'chunk', band: 'window' } as const;
	return {
		layers,
		kind: cross ? 'cross' : kinds[mask.kind],
		causal: mask.kind !== 'full' && mask.kind !== 'band',
		heads,
		kv_heads: kvHeads,
		qk_head_dim: queryKeySize,
		v_head_dim: valueSize,
		...(mask.kind === 'causal-window' && { window: mask.window }),
		...(mask.kind === 'chunk' && { window: mask.chunk }),
		...(mask.kind === 'band' && { window: 2 * mask.reach + 1 }),
		...(latent && { kv_lora_rank: latent.keyValueRank, q_lora_rank: latent.queryRank }),
		context,
		rank_bound: bound,
		rank_needed: needed,
	};
}

/** Layers that mix by a recurrence or a convolution: no scores, so no rank. */
function mixersOf({ layers }: Architecture, context: number | undefined) {
	return layerGroups(layers).flatMap(({ layer: { mixer }, indices }) =>
		mixer === undefined
			? []
			: [
					{
						layers: indices,
						kind: mixer.kind === 'linear-attention' ? 'linear' : 'ssm',
						causal: true,
						heads: null,
						kv_heads: null,
						qk_head_dim: null,
						v_head_dim: null,
						context: context ?? null,
						rank_bound: null,
						rank_needed: null,
					},
				],
	);
}

function memoryOf(analysis: Analysis | undefined) {
	const memory = analysis?.trainingMemory;
	if (memory === undefined || memory.value === null) return { bytes: null, status: 'unknown' };
	return { bytes: memory.value, status: memory.status, most_bytes: memory.most, with_recomputation_bytes: memory.recomputed, parts: memory.parts };
}
