import { rotary as rotated, scale } from '../builders.ts';
import { ShapeError, type Value } from '../graph.ts';
import type { RotaryAttributes } from './attributes.ts';
import type { Operator } from './operator.ts';
import { expectFloat, float, sameShape } from './shapes.ts';

/**
 * Rotary positions: the pair (a, b) becomes (a·cos − b·sin, b·cos + a·sin); pairs are half of `dimensions` apart (Llama) or neighbours (GPT-J).
 * `x` is `[positions, sequences, heads, size]`. A rotation's gradient is the rotation back.
 */
export const rotary: Operator<RotaryAttributes, readonly [Value, Value, Value]> = {
	infer([x, cos, sin], { dimensions }) {
		expectFloat(x, cos, sin);
		const [positions = 0, , , size = 0] = x.shape;
		if (x.shape.length !== 4) throw new ShapeError('needs [positions, sequences, heads, size]');
		if (dimensions % 2 !== 0 || dimensions > size) throw new ShapeError(`cannot turn ${dimensions} of ${size} entries`);
		for (const table of [cos, sin])
			if (!sameShape(table.shape, [positions, dimensions / 2])) throw new ShapeError(`tables must be [${positions}, ${dimensions / 2}]`);
		return [float(x.shape)];
	},
	gradient: ({ inputs: [, cos, sin], attributes: { dimensions, interleaved } }, dy) => [
		rotated(dy, cos, scale(sin, -1), dimensions, interleaved),
		undefined,
		undefined,
	],
	onnx({ inputs: [x], attributes: { dimensions, interleaved } }, [name = '', cos = '', sin = ''], emit) {
		const [positions = 0, sequences = 0, heads = 0, size = 0] = x.shape;
		// The kernel reads `[batch, sequence, heads · size]` and a position for each row: our positions stand where its batch does.
		const rows = emit.node('Reshape', [name, emit.integers([positions, sequences, heads * size])]);
		const places = emit.constant(
			BigInt64Array.from({ length: positions * sequences }, (_, row) => BigInt(Math.floor(row / sequences))),
			[positions, sequences],
		);
		const attributes = { interleaved: Number(interleaved), num_heads: heads, rotary_embedding_dim: dimensions === size ? 0 : dimensions };
		const [turned = ''] = emit.nodes('RotaryEmbedding', [rows, places, cos, sin], { outputs: 1, attributes, domain: 'com.microsoft' });
		return [emit.node('Reshape', [turned, emit.integers(x.shape)])];
	},
};
