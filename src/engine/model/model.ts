import type { Architecture, Attention } from '../../design/architecture.ts';
import { add, constant, gather, matmul, reshape, split, transpose } from '../builders.ts';
import { type Value, within } from '../graph.ts';
import type { Weights } from '../layout.ts';
import type { Sequence } from './attention.ts';
import { decoderLayer } from './layer.ts';
import type { Build } from './linear.ts';
import { type Block, maskScores } from './mask.ts';
import { norm } from './norm.ts';
import { rotaryTables } from './rotary-tables.ts';

export interface Forward {
	/** `[positions · sequences, vocabulary]`, positions outermost. */
	logits: Value;
	/** Pre-softmax scores before the mask, by layer: `[sequences, heads, positions, positions]`. */
	scores: Value[];
}

/** The forward pass of a pre-norm decoder. `tokens` are whole numbers, `[sequences, positions]`. */
export function forward(architecture: Architecture, weights: Weights, tokens: Value): Forward {
	const { graph } = tokens.node;
	const [sequences = 0, positions = 0] = tokens.shape;
	const build: Build = { architecture, weights, sequences, positions };
	const sequence = sequenceConstants(build, tokens);
	const scores: Value[] = [];
	let stream = within(graph, 'embeddings', () => embeddings(build, tokens));
	for (const [index, layer] of architecture.layers.entries()) {
		const passed = decoderLayer(build, stream, layer, sequence, index);
		stream = passed.stream;
		scores.push(passed.scores);
	}
	const final = architecture.finalNorm ? norm(build, stream, architecture.finalNorm, 'final_norm') : stream;
	return { logits: within(graph, `head (vocabulary ${architecture.vocabulary})`, () => head(build, final)), scores };
}

/** Token and learned position embeddings, `[positions · sequences, width]`. */
function embeddings({ architecture, weights, sequences, positions }: Build, tokens: Value): Value {
	const { width, embedding } = architecture;
	const summed = gather(weights.get('token', 'weight'), reshape(transpose(tokens, [1, 0]), [positions * sequences]));
	if (embedding.positions.kind !== 'learned') return summed;
	const table = weights.get('position', 'weight');
	const { count } = embedding.positions;
	const [used = table] = positions < count ? split(table, 0, [positions, count - positions]) : [table];
	return reshape(add(reshape(summed, [positions, sequences, width]), reshape(used, [positions, 1, width])), [positions * sequences, width]);
}

/** Scores over the vocabulary; a tied head reads the token embedding. */
function head({ architecture, weights }: Build, x: Value): Value {
	const tied = architecture.heads.some((each) => each.kind === 'language-model' && each.tied);
	const logits = matmul(x, weights.get(tied ? 'token' : 'head', 'weight'), { transposeB: true });
	return weights.has('head', 'bias') ? add(logits, weights.get('head', 'bias')) : logits;
}

function sequenceConstants({ architecture, positions }: Build, tokens: Value): Sequence {
	const { graph } = tokens.node;
	const masks = new Map<string, Value>();
	const mask = ({ mask: kind }: Attention, block: Block): Value => {
		const key = JSON.stringify([kind, block]);
		const { queries, keys } = block;
		const value = masks.get(key) ?? constant(graph, maskScores(kind, block), [queries.to - queries.from, keys.to - keys.from]);
		masks.set(key, value);
		return value;
	};
	const scheme = architecture.embedding.positions;
	if (scheme.kind !== 'rotary') return { mask };
	return { mask, rotary: { ...rotaryTables(graph, scheme, positions), dimensions: scheme.dimensions } };
}
