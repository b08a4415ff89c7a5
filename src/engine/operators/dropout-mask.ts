import { elements } from '../../design/tensors.ts';
import type { Emit } from '../backends/onnx/emit.ts';
import type { DropoutMaskAttributes } from './attributes.ts';
import type { Operator, Unary } from './operator.ts';
import { expectInt, float } from './shapes.ts';

/** Odd, so that no two elements of a mask have one number. */
export const STRIDE = 0x9e3779b9 | 0;
/** Breaks the pattern that is left between the two rounds. It is the lower half of the bits, so that arithmetic alone can do it. */
export const TWIST = 0xffff;
const HALF = 0x10000;
const [INT32, UINT32] = [6, 12];
const MOST_COLUMNS = 65536;

/** The 32-bit number below which an element is dropped: the share of all numbers, counted from the smallest. */
export const threshold = (rate: number): number => Math.round((rate - 0.5) * 2 ** 32);

/**
 * 0 for a share of the elements, 1/(1 − share) for the others, by the seed `[1]`, the site and the element's place alone: x = place · stride + site + seed,
 * then twice x · (2x + 1) modulo 2³² (the mixing of RC6; Rivest et al. 1998), exclusive-or a constant between.
 */
export const dropoutMask: Operator<DropoutMaskAttributes, Unary> = {
	infer([seed], { shape }) {
		expectInt(seed);
		return [float(shape)];
	},
	gradient: () => [undefined],
	onnx({ attributes: { shape, rate, site } }, [seed = ''], emit) {
		const columns = columnsOf(shape);
		const rows = elements(shape) / columns;
		const integer = (value: number) => emit.constant(Int32Array.of(value), [1]);
		const row = emit.constant(
			Int32Array.from({ length: rows }, (_, index) => Math.imul(index * columns, STRIDE)),
			[rows, 1],
		);
		const column = emit.constant(
			Int32Array.from({ length: columns }, (_, index) => Math.imul(index, STRIDE) + site),
			[1, columns],
		);
		const round = (x: string) => emit.node('Mul', [x, emit.node('Add', [emit.node('Add', [x, x]), integer(1)])]);
		const first = round(emit.node('Add', [row, emit.node('Add', [column, seed])]));
		const second = round(emit.has('BitwiseXor') ? emit.node('BitwiseXor', [first, integer(TWIST)]) : twisted(first, emit));
		const kept = emit.node('Where', [emit.node('Less', [second, integer(threshold(rate))]), emit.scalar(0), emit.scalar(1 / (1 - rate))]);
		return [emit.node('Reshape', [kept, emit.integers(shape)])];
	},
};

/** As many of the last axes as stay small: the places are added up out of two short arrays. */
function columnsOf(shape: readonly number[]): number {
	let columns = 1;
	for (const size of shape.toReversed()) {
		if (columns * size > MOST_COLUMNS) break;
		columns *= size;
	}
	return columns;
}

/** x = u · 2¹⁶ + l, with the lower half turned over u · 2¹⁶ + (2¹⁶ − 1 − l) = 2¹⁶ − 1 − x + u · 2¹⁷. */
function twisted(x: string, emit: Emit): string {
	const half = emit.node('Cast', [emit.constant(Int32Array.of(HALF), [1])], { to: UINT32 });
	const upper = emit.node('Cast', [emit.node('Div', [emit.node('Cast', [x], { to: UINT32 }), half])], { to: INT32 });
	const turned = emit.node('Sub', [emit.constant(Int32Array.of(TWIST), [1]), x]);
	return emit.node('Add', [turned, emit.node('Mul', [upper, emit.constant(Int32Array.of(2 * HALF), [1])])]);
}
