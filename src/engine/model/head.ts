import { add, matmul, scale, tanh } from '../builders.ts';
import type { Value } from '../graph.ts';
import { activationOf } from './feed-forward.ts';
import { type Build, linear } from './linear.ts';
import { norm } from './norm.ts';

/** Scores over the vocabulary of `x` `[rows, width]`; a tied head reads the token embedding. */
export function head(build: Build, x: Value): Value {
	const { architecture, weights } = build;
	const transform = architecture.heads.find((each) => each.kind === 'masked-transform');
	const top = architecture.heads.find((each) => each.kind === 'language-model');
	if (!top) throw new Error(`${architecture.modelClass} has no head over the vocabulary`);
	const projected = architecture.embedding.projection?.back ? linear(build, x, 'projection_back') : x;
	const read = transform ? norm(build, activationOf(transform.activation)(linear(build, projected, 'transform')), transform.norm, 'transform_norm') : projected;
	const product = matmul(read, weights.get(top.tied ? 'token' : 'head', 'weight'), { transposeB: true });
	const logits = scale(weights.has('head', 'bias') ? add(product, weights.get('head', 'bias')) : product, top.scale ?? 1);
	return top.softCap ? scale(tanh(scale(logits, 1 / top.softCap)), top.softCap) : logits;
}
