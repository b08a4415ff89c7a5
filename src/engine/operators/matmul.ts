import { elements } from '../../design/tensors.ts';
import type { Emit } from '../backends/onnx/emit.ts';
import { overRows, matmul as product, sumTo, transpose } from '../builders.ts';
import { describe, type Shape, ShapeError, type Value } from '../graph.ts';
import type { MatmulAttributes } from './attributes.ts';
import type { Binary, Operator } from './operator.ts';
import { broadcast, expectFloat, float } from './shapes.ts';
import { total } from './total.ts';

/** alpha · A · B over the last two axes; the axes before them broadcast. */
export const matmul: Operator<MatmulAttributes, Binary> = {
	infer([a, b], { transposeA, transposeB, rowsFirstA, rowsFirstB }) {
		expectFloat(a, b);
		const left = arranged(a.shape, orderOf(a, transposeA, rowsFirstA));
		const right = arranged(b.shape, orderOf(b, transposeB, rowsFirstB));
		const [rows = 0, inner] = left.slice(-2);
		const [innerB, columns = 0] = right.slice(-2);
		if (inner !== innerB) throw new ShapeError(`${describe({ shape: left })} · ${describe({ shape: right })}: the inner sizes ${inner} and ${innerB} differ`);
		return [float([...broadcast(left.slice(0, -2), right.slice(0, -2)), rows, columns])];
	},
	gradient({ inputs: [a, b], attributes }, dy) {
		const { transposeA, transposeB, rowsFirstA, rowsFirstB, alpha } = attributes;
		const orderA = orderOf(a, transposeA, rowsFirstA);
		const orderB = orderOf(b, transposeB, rowsFirstB);
		const left = transpose(a, orderA);
		const right = transpose(b, orderB);
		// A transposed operand's gradient is the transposed product, so that nothing but the rows' place is moved.
		const da = transposeA ? product(right, dy, { transposeB: true, alpha }) : product(dy, right, { transposeB: true, alpha });
		const db = transposeB ? overRows(dy, left, alpha) : overRows(left, dy, alpha);
		return [placed(da, a, rowsFirstA), placed(db, b, rowsFirstB)];
	},
	onnx({ inputs: [a, b], outputs, attributes }, inputs, emit) {
		const { transposeA, transposeB, rowsFirstA, rowsFirstB, alpha } = attributes;
		if (!transposeA && !transposeB && !rowsFirstA && !rowsFirstB && alpha === 1) return [emit.widen(emit.node('MatMul', inputs.map(emit.narrow)))];
		if (!emit.has('FusedMatMul')) return [productInParts([a, b], elements(outputs[0]?.shape ?? []), attributes, inputs, emit)];
		const flags = {
			transA: Number(transposeA),
			transB: Number(transposeB),
			transBatchA: Number(rowsFirstA),
			transBatchB: Number(rowsFirstB),
			alpha: { float: alpha },
		};
		return emit.nodes('FusedMatMul', inputs.map(emit.narrow), { outputs: 1, attributes: flags, domain: 'com.microsoft' }).map(emit.widen);
	},
};

/** The order of axes that brings an operand into `[...batch, rows, columns]`. */
function orderOf({ shape }: Value, transposed: boolean, rowsFirst: boolean): number[] {
	const rank = shape.length;
	if (rank < 2) throw new ShapeError('needs at least two axes');
	const axes = Array.from({ length: rank }, (_, axis) => axis);
	const [outer, inner] = rowsFirst ? [0, rank - 1] : [rank - 2, rank - 1];
	const batch = axes.filter((axis) => axis !== outer && axis !== inner);
	return transposed ? [...batch, inner, outer] : [...batch, outer, inner];
}

const arranged = (shape: Shape, order: readonly number[]): number[] => order.map((axis) => shape[axis] ?? 1);

/** Brings a gradient from `[...batch, outer, inner]` into the layout of its operand, summed where it was broadcast. */
function placed(gradient: Value, operand: Value, rowsFirst: boolean): Value {
	const plain = arranged(operand.shape, orderOf(operand, false, rowsFirst));
	const summed = sumTo(gradient, plain);
	if (!rowsFirst) return summed;
	const rank = plain.length;
	return transpose(summed, [rank - 2, ...Array.from({ length: rank - 2 }, (_, axis) => axis), rank - 1]);
}

/** The product where no kernel transposes and scales for itself in batches. */
function productInParts([a, b]: Binary, size: number, attributes: MatmulAttributes, [left = '', right = '']: string[], emit: Emit): string {
	const { transposeA, transposeB, rowsFirstA, rowsFirstB, alpha } = attributes;
	const scaled = (x: string) => (alpha === 1 ? x : emit.node('Mul', [x, emit.scalar(alpha)]));
	// One number of a long row and a long column would be added up by a single thread.
	if (size === 1 && a.shape.length === 2) {
		const flat = (x: string) => emit.node('Reshape', [x, emit.integers([elements(a.shape)])]);
		return scaled(emit.node('Reshape', [total(emit.node('Mul', [flat(left), flat(right)]), elements(a.shape), emit), emit.integers([1, 1])]));
	}
	if (a.shape.length === 2 && b.shape.length === 2)
		return emit.widen(emit.node('Gemm', [left, right].map(emit.narrow), { transA: Number(transposeA), transB: Number(transposeB), alpha: { float: alpha } }));
	const turned = (x: string, order: readonly number[]) => (order.every((axis, index) => axis === index) ? x : emit.node('Transpose', [x], { perm: order }));
	const operand = (x: string, order: readonly number[]) => turned(emit.narrow(x), order);
	const leftIsSmall = elements(a.shape) < size;
	const product = emit.widen(
		emit.node('MatMul', [operand(leftIsSmall ? scaled(left) : left, orderOf(a, transposeA, rowsFirstA)), operand(right, orderOf(b, transposeB, rowsFirstB))]),
	);
	return leftIsSmall ? product : scaled(product);
}
