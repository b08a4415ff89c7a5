import { aspectRatioExtreme } from './aspect-ratio-extreme.ts';
import { attentionFlopsDominate } from './attention-flops-dominate.ts';
import { attentionScaleMismatch } from './attention-scale-mismatch.ts';
import { attnInnerOversized } from './attn-inner-oversized.ts';
import { attnOutputRank } from './attn-output-rank.ts';
import { depthExceedsWidth } from './depth-exceeds-width.ts';
import { embeddingRankBottleneck } from './embedding-rank-bottleneck.ts';
import { embeddingShare } from './embedding-share.ts';
import { ffnRatio } from './ffn-ratio.ts';
import { gemmAlignment } from './gemm-alignment.ts';
import { headDimBelowLogContext } from './head-dim-below-log-context.ts';
import { headDimBeyondContext } from './head-dim-beyond-context.ts';
import { headDimExceedsModel } from './head-dim-exceeds-model.ts';
import { headDimIgnoredByModel } from './head-dim-ignored-by-model.ts';
import { headDimKernel } from './head-dim-kernel.ts';
import { headDimPadding } from './head-dim-padding.ts';
import { headRankBelowSeq } from './head-rank-below-seq.ts';
import { headsNotDividingHidden } from './heads-not-dividing-hidden.ts';
import { kvCacheBudget } from './kv-cache-budget.ts';
import { kvHeadsNotDividingHeads } from './kv-heads-not-dividing-heads.ts';
import { kvReadWidth } from './kv-read-width.ts';
import { kvReplicatedUnderTp } from './kv-replicated-under-tp.ts';
import { mhaLongContext } from './mha-long-context.ts';
import { mlaNoCompression } from './mla-no-compression.ts';
import { mlaRankOrder } from './mla-rank-order.ts';
import { moeRoutingInvalid } from './moe-routing-invalid.ts';
import { mqaSingleKvHead } from './mqa-single-kv-head.ts';
import { overBudget } from './over-budget.ts';
import { parallelDegreeNotDividing } from './parallel-degree-not-dividing.ts';
import { qkNormPeakLimit } from './qk-norm-peak-limit.ts';
import { rankCollapseNoSkip } from './rank-collapse-no-skip.ts';
import { ropeBaseLow } from './rope-base-low.ts';
import { ropeDimInvalid } from './rope-dim-invalid.ts';
import { ropeScalingInconsistent } from './rope-scaling-inconsistent.ts';
import type { Rule } from './rule.ts';
import { softcapKernel } from './softcap-kernel.ts';
import { softmaxBottleneckWidth } from './softmax-bottleneck-width.ts';
import { staticAttnRank } from './static-attn-rank.ts';
import { syntax } from './syntax.ts';
import { textModelOnly } from './text-model-only.ts';
import { tokenBudget } from './token-budget.ts';
import { tooFewHeads } from './too-few-heads.ts';
import { trainSeqExceedsPositions } from './train-seq-exceeds-positions.ts';
import { trainingMemoryBudget } from './training-memory-budget.ts';
import { unknownFamily } from './unknown-family.ts';
import { unknownKey } from './unknown-key.ts';
import { unreadableModel } from './unreadable-model.ts';
import { valueOutOfRange } from './value-out-of-range.ts';
import { vocabOffScaling } from './vocab-off-scaling.ts';
import { vocabPadding } from './vocab-padding.ts';
import { windowNoEffect } from './window-no-effect.ts';
import { windowReachShort } from './window-reach-short.ts';
import { wrongType } from './wrong-type.ts';

/** Every rule, in the order of the documentation: the file, then shape, rank, context, vocabulary and depth, hardware, memory. */
export const rules: readonly Rule[] = [
	syntax,
	unreadableModel,
	unknownFamily,
	textModelOnly,
	unknownKey,
	wrongType,
	valueOutOfRange,
	overBudget,
	headsNotDividingHidden,
	kvHeadsNotDividingHeads,
	ropeDimInvalid,
	moeRoutingInvalid,
	parallelDegreeNotDividing,
	trainSeqExceedsPositions,
	headDimIgnoredByModel,
	headRankBelowSeq,
	headDimBelowLogContext,
	headDimExceedsModel,
	headDimBeyondContext,
	attnOutputRank,
	kvReadWidth,
	attnInnerOversized,
	tooFewHeads,
	mlaRankOrder,
	mlaNoCompression,
	qkNormPeakLimit,
	attentionScaleMismatch,
	rankCollapseNoSkip,
	staticAttnRank,
	windowNoEffect,
	windowReachShort,
	ropeBaseLow,
	ropeScalingInconsistent,
	attentionFlopsDominate,
	softmaxBottleneckWidth,
	embeddingRankBottleneck,
	embeddingShare,
	vocabOffScaling,
	depthExceedsWidth,
	aspectRatioExtreme,
	ffnRatio,
	headDimKernel,
	headDimPadding,
	gemmAlignment,
	vocabPadding,
	softcapKernel,
	kvReplicatedUnderTp,
	kvCacheBudget,
	mhaLongContext,
	mqaSingleKvHead,
	trainingMemoryBudget,
	tokenBudget,
];
