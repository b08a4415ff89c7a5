import type { Activation, FeedForward } from '../../design/architecture.ts';
import { gelu, geluTanh, multiply, relu, scale, sigmoid, silu, tanh } from '../builders.ts';
import type { Value } from '../graph.ts';
import { dropped } from './dropout.ts';
import { type Build, linear, linearParts } from './linear.ts';

/** The activations that can be trained. */
export const ACTIVATIONS: { readonly [name in Activation]?: (x: Value) => Value } = {
	gelu,
	gelu_tanh: geluTanh,
	gelu_quick: (x) => multiply(x, sigmoid(scale(x, 1.702))),
	silu,
	relu,
	relu2: (x) => multiply(relu(x), relu(x)),
	tanh,
};

/** An activation by its name; throws where it cannot be trained. */
export function activationOf(name: Activation): (x: Value) => Value {
	const activate = ACTIVATIONS[name];
	if (!activate) throw new Error(`the activation ${name} cannot be trained yet`);
	return activate;
}

/** down(act(up x)), or gated: down(act(gate x) ∘ up x). `x` is `[rows, width]`. */
export function feedForward(build: Build, x: Value, { size, gated, activation, fused }: FeedForward, layer: number): Value {
	const activate = activationOf(activation);
	const down = (hidden: Value) => linear(build, dropped(build, hidden, build.architecture.dropout?.hidden, `hidden ${layer}`), 'down', layer);
	if (!gated) return down(activate(linear(build, x, 'up', layer)));
	const [gate, up] = fused
		? (linearParts(build, x, 'gate_up', layer, [size, size]) as [Value, Value])
		: [linear(build, x, 'gate', layer), linear(build, x, 'up', layer)];
	return down(multiply(activate(gate), up));
}
