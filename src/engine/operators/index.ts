import { add } from './add.ts';
import { attend } from './attend.ts';
import { concat } from './concat.ts';
import { constant } from './constant.ts';
import { crossEntropy } from './cross-entropy.ts';
import { crossEntropyGradient } from './cross-entropy-gradient.ts';
import { divide } from './divide.ts';
import { dropoutMask } from './dropout-mask.ts';
import { erf } from './erf.ts';
import { exp } from './exp.ts';
import { expand } from './expand.ts';
import { expertMatmul } from './expert-matmul.ts';
import { expertOuter } from './expert-outer.ts';
import { filled } from './filled.ts';
import { fromExperts } from './from-experts.ts';
import { gather } from './gather.ts';
import { gelu } from './gelu.ts';
import { geluTanh } from './gelu-tanh.ts';
import { input } from './input.ts';
import { largest } from './largest.ts';
import { matmul } from './matmul.ts';
import { minimum } from './minimum.ts';
import { multiply } from './multiply.ts';
import { normalise } from './normalise.ts';
import type { Operator } from './operator.ts';
import { positive } from './positive.ts';
import { relu } from './relu.ts';
import { reshape } from './reshape.ts';
import { rotary } from './rotary.ts';
import { routes } from './routes.ts';
import { scatterRows } from './scatter-rows.ts';
import { sigmoid } from './sigmoid.ts';
import { silu } from './silu.ts';
import { softmax } from './softmax.ts';
import { split } from './split.ts';
import { sqrt } from './sqrt.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';
import { tanh } from './tanh.ts';
import { toExperts } from './to-experts.ts';
import { transpose } from './transpose.ts';

/** Every operator by its name. */
export const operators: Readonly<Record<string, Operator>> = {
	add,
	attend,
	concat,
	constant,
	cross_entropy: crossEntropy,
	cross_entropy_gradient: crossEntropyGradient,
	divide,
	dropout_mask: dropoutMask,
	erf,
	exp,
	expand,
	expert_matmul: expertMatmul,
	expert_outer: expertOuter,
	filled,
	from_experts: fromExperts,
	gather,
	gelu,
	gelu_tanh: geluTanh,
	input,
	largest,
	matmul,
	minimum,
	multiply,
	normalise,
	positive,
	relu,
	reshape,
	rotary,
	routes,
	scatter_rows: scatterRows,
	sigmoid,
	silu,
	softmax,
	split,
	sqrt,
	subtract,
	sum,
	tanh,
	to_experts: toExperts,
	transpose,
};
