import { add, gather, reshape, scale, slice, transpose } from '../builders.ts';
import type { Value } from '../graph.ts';
import { dropped } from './dropout.ts';
import { type Build, linear } from './linear.ts';
import { norm } from './norm.ts';

/** The stream that the first layer reads, `[positions · sequences, width]`: token, position and segment embeddings, projected and normalised as the family does. */
export function embeddings(build: Build, tokens: Value): Value {
	const { architecture, weights, sequences, positions } = build;
	const { embedding, width } = architecture;
	const looked = gather(weights.get('token', 'weight'), reshape(transpose(tokens, [1, 0]), [positions * sequences]));
	const scaled = scale(looked, embedding.scale ?? 1);
	// Every token is of the first segment.
	const ofSegment = (x: Value) => (embedding.tokenTypes > 0 ? add(x, slice(weights.get('token_type', 'weight'), 0, 0, 1)) : x);
	const placed = (x: Value): Value => {
		if (embedding.positions.kind !== 'learned') return x;
		const { offset = 0 } = embedding.positions;
		const rows = slice(weights.get('position', 'weight'), 0, offset, offset + positions);
		const size = rows.shape[1] ?? width;
		return reshape(add(reshape(x, [positions, sequences, size]), reshape(rows, [positions, 1, size])), [positions * sequences, size]);
	};
	const projected = embedding.projection ? linear(build, scaled, 'projection') : scaled;
	const summed = placed(ofSegment(projected));
	return dropped(build, embedding.norm ? norm(build, summed, embedding.norm, 'embedding_norm') : summed, architecture.dropout?.embedding, 'embeddings');
}
