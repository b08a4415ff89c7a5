import type { Activation, FeedForward } from '../../design/architecture.ts';
import { gelu, geluTanh, multiply, relu, silu } from '../builders.ts';
import type { Value } from '../graph.ts';
import { type Build, linear } from './linear.ts';

/** The activations that can be trained. */
export const ACTIVATIONS: { readonly [name in Activation]?: (x: Value) => Value } = { gelu, gelu_tanh: geluTanh, silu, relu };

/** down(act(up x)), or gated: down(act(gate x) ∘ up x). `x` is `[rows, width]`. */
export function feedForward(build: Build, x: Value, { gated, activation }: FeedForward, layer: number): Value {
	const activate = ACTIVATIONS[activation];
	if (!activate) throw new Error(`the activation ${activation} cannot be trained yet`);
	const up = linear(build, x, 'up', layer);
	const hidden = gated ? multiply(activate(linear(build, x, 'gate', layer)), up) : activate(up);
	return linear(build, hidden, 'down', layer);
}
