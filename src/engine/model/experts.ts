import { expertMatmul, fromExperts, gather, matmul, multiply, reshape, routes, split, sum, toExperts, transpose } from '../builders.ts';
import type { Value } from '../graph.ts';

/** What all experts of a layer are made of. */
export interface Experts {
	/** How many a token passes. */
	active: number;
	activate(x: Value): Value;
	/** `[experts, 2 · size, width]`, the gates first. */
	gateUp: Value;
	/** `[experts, width, size]`. */
	down: Value;
}

/** What the router says, `[rows, experts]` each. */
export interface Router {
	/** 1 for the experts that a row passes. */
	chosen: Value;
	/** Their weights in the sum; 0 for all others. */
	weighed: Value;
}

/** The experts' outputs for `x` `[rows, width]`, weighed and added up: `[rows, width]`. Every expert computes every row. */
export function onAllTokens(x: Value, { weighed }: Router, { activate, gateUp, down }: Experts): Value {
	const [rows = 0, width = 0] = x.shape;
	const [experts = 0, , size = 0] = down.shape;
	const [gate, up] = split(gateUp, 1, [size, size]) as [Value, Value];
	const tokens = reshape(x, [1, rows, width]);
	const hidden = multiply(activate(matmul(tokens, gate, { transposeB: true })), matmul(tokens, up, { transposeB: true }));
	const byExpert = multiply(hidden, reshape(transpose(weighed, [1, 0]), [experts, rows, 1]));
	const outputs = matmul(byExpert, down, { transposeB: true });
	return reshape(sum(outputs, [0]), [rows, width]);
}

/** The same, where each expert computes those rows alone that pass it. */
export function onRoutedTokens(x: Value, { chosen, weighed }: Router, { active, activate, gateUp, down }: Experts): Value {
	const [rows = 0, experts = 0] = chosen.shape;
	const [, , size = 0] = down.shape;
	const pairs = routes(chosen, active);
	const [gate, up] = split(expertMatmul(toExperts(x, pairs), gateUp, pairs.counts, true), 1, [size, size]) as [Value, Value];
	const weights = gather(reshape(weighed, [rows * experts, 1]), pairs.places);
	return fromExperts(expertMatmul(multiply(multiply(activate(gate), up), weights), down, pairs.counts, true), pairs);
}
