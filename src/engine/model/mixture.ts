import type { Mixture } from '../../design/architecture.ts';
import type { Routing } from '../../design/forward.ts';
import { add, divide, largest, matmul, multiply, reshape, scale, shift, sigmoid, softmax, sum } from '../builders.ts';
import type { Value } from '../graph.ts';
import { onAllTokens, onRoutedTokens } from './experts.ts';
import { activationOf } from './feed-forward.ts';
import { type Build, linear } from './linear.ts';

/** What a layer's router did: for the balancing loss. `[rows, experts]` each. */
export interface Routed {
	/** Softmax over the experts. */
	probabilities: Value;
	/** 1 for the experts that a token passes. */
	chosen: Value;
	routing: Routing;
}

/**
 * Routed experts, with the block that every token passes beside them where there is one. `x` is `[rows, width]`.
 */
export function mixture(build: Build, x: Value, { experts, active, activation, routing, shared }: Mixture, layer: number): { output: Value; routed: Routed } {
	if (!routing) throw new Error('experts whose routing has no words cannot be trained yet');
	const { weights } = build;
	const activate = activationOf(activation);
	const logits = matmul(x, weights.get('router', 'weight', layer), { transposeB: true });
	const probabilities = softmax(logits);
	const scores = routing.scores === 'softmax' ? probabilities : sigmoid(logits);
	const biased = weights.has('choice_bias', 'bias', layer) ? add(scores, weights.get('choice_bias', 'bias', layer)) : scores;
	const chosen = largest(eligible(biased, routing), active);
	const weighed = weightsOf(scores, chosen, routing);
	// Where a token passes all experts, one product of them all is quicker.
	const pass = build.routesTokens && active < experts ? onRoutedTokens : onAllTokens;
	const [gateUp, down] = [weights.get('expert_gate_up', 'weight', layer), weights.get('expert_down', 'weight', layer)];
	const output = pass(x, { chosen, weighed }, { active, activate, gateUp, down });
	const beside = () => {
		const inner = multiply(activate(linear(build, x, 'shared_gate', layer)), linear(build, x, 'shared_up', layer));
		return linear(build, inner, 'shared_down', layer);
	};
	return { output: shared ? add(output, beside()) : output, routed: { probabilities, chosen, routing } };
}

/** More than scores and biases differ by. */
const OUT_OF_REACH = 1e6;

/** The scores of experts in the best groups; far below them all others. */
function eligible(scores: Value, { groups }: Routing): Value {
	if (!groups) return scores;
	const [rows = 0, experts = 0] = scores.shape;
	const grouped = reshape(scores, [rows, groups.count, experts / groups.count]);
	const best = sum(multiply(grouped, largest(grouped, groups.best)), [2]);
	const kept = reshape(largest(reshape(best, [rows, groups.count]), groups.active), [rows, groups.count, 1]);
	// Once biased, a score may be below 0.
	return reshape(add(grouped, scale(shift(kept, -1), OUT_OF_REACH)), [rows, experts]);
}

function weightsOf(scores: Value, chosen: Value, routing: Routing): Value {
	const kept = multiply(scores, chosen);
	return scale(routing.normalised ? divide(kept, sum(kept, [1])) : kept, routing.scale);
}

/**
 * The load-balancing loss with its coefficient (Fedus et al. 2022, 2.2), over all routed layers together as the library counts it:
 * experts · Σ share of tokens sent to an expert · mean probability of it. Undefined where no layer has one.
 */
export function balancingLoss(layers: readonly Routed[]): Value | undefined {
	const [first] = layers;
	if (!first || first.routing.balance === 0) return undefined;
	const [rows = 0, experts = 0] = first.chosen.shape;
	const mean = (of: (layer: Routed) => Value) => scale(layers.map((layer) => sum(of(layer), [0])).reduce(add), 1 / (rows * layers.length));
	const product = multiply(
		mean(({ chosen }) => chosen),
		mean(({ probabilities }) => probabilities),
	);
	return reshape(scale(sum(product, [1]), experts * first.routing.balance), []);
}
