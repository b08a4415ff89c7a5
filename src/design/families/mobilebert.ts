import type { Part } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { encoder } from './encoder.ts';
import { bertHeads, type HeadsByClass, type HeadWord } from './encoder-heads.ts';
import { everyToken, linearParts, normParts, onTop } from './parts.ts';

const { LMHeadModel: _, ...heads } = bertHeads;

/** Scores come from the embeddings beside a matrix for what they are too narrow for. */
const rest: HeadWord = (keys, { width }) => ({
	kind: 'other',
	what: 'scores beside the embeddings',
	parts: everyToken([
		{ name: 'cls.predictions.dense.weight', shape: [keys.count('vocab_size', 30522), Math.max(0, width - keys.count('embedding_size', 128))].reverse() },
	]),
	everyToken: true,
});

const pooler: HeadWord = (keys, { width }) => onTop('pooler', keys.flag('classifier_activation', true) ? linearParts('{body}pooler.dense', width, width) : []);

const withOwn = (words: readonly HeadWord[]): HeadWord[] =>
	words.flatMap((word) => (word === 'pooler' ? [pooler] : word === 'vocabulary' ? [word, rest] : [word]));

/** Width that the blocks work in. */
const innerWidth = (keys: Keys, width: number): number =>
	keys.count('true_hidden_size', keys.flag('use_bottleneck', true) ? keys.count('intra_bottleneck_size', 128) : width, { origin: 'derived' });

/** `MobileBertConfig`: layers that work in a bottleneck, each with several feed-forward blocks. */
export const mobilebert = encoder({
	modelType: 'mobilebert',
	prefix: 'MobileBert',
	body: 'mobilebert',
	heads: Object.fromEntries(Object.entries(heads).map(([end, words]) => [end, withOwn(words)])) as HeadsByClass,
	defaults: { width: 512, layers: 24, heads: 4, feedForward: 512, positions: 512, vocabulary: 30522, tokenTypes: 2, activation: 'relu' },
	embedding: (keys, { width }) => {
		const narrow = keys.count('embedding_size', 128);
		return {
			width: narrow,
			tableWidth: width,
			projectedNorm: true,
			projection: { bias: true, from: narrow * (keys.flag('trigram_input', true) ? 3 : 1) },
		};
	},
	attention: (keys, { width, heads: count, headSize, decoupled }) => {
		const inner = innerWidth(keys, width);
		const size = decoupled && keys.has('head_dim') ? headSize : Math.max(1, Math.floor(inner / count));
		const module = '{body}encoder.layer.{layer}.attention';
		const parts: Part[] = [
			...['query', 'key'].flatMap((name) => linearParts(`${module}.self.${name}`, inner, count * size)),
			...linearParts(`${module}.self.value`, keys.flag('use_bottleneck_attention', false) ? inner : width, count * size),
			...linearParts(`${module}.output.dense`, decoupled ? count * size : inner, inner),
			...normParts(`${module}.output.LayerNorm`, inner),
		];
		return { queryKeySize: size, valueSize: size, parts: everyToken(parts) };
	},
	feedForward: (keys, usual, { width }) => {
		const inner = innerWidth(keys, width);
		const layer = '{body}encoder.layer.{layer}.';
		const block = (module: string): Part[] => [
			...linearParts(`${layer}${module}intermediate.dense`, inner, usual.size),
			...linearParts(`${layer}${module}output.dense`, usual.size, inner),
			...normParts(`${layer}${module}output.LayerNorm`, inner),
		];
		const more = keys.count('num_feedforward_networks', 4, { minimum: 0, maximum: 1000 }) - 1;
		return {
			...usual,
			parts: everyToken(
				Array.from({ length: Math.max(0, more) }, (_, index) => `ffn.${index}.`)
					.concat('')
					.flatMap(block),
			),
		};
	},
	layer: (keys, _, { width }) => {
		if (!keys.flag('use_bottleneck', true)) return { norms: {} };
		const [inner, narrow] = [innerWidth(keys, width), keys.count('intra_bottleneck_size', 128)];
		const layer = '{body}encoder.layer.{layer}.';
		const through = (module: string, input: number, output: number): Part[] => [
			...linearParts(`${layer}${module}.dense`, input, output),
			...normParts(`${layer}${module}.LayerNorm`, output),
		];
		return {
			norms: {},
			parts: everyToken([
				...through('output.bottleneck', inner, width),
				...through('bottleneck.input', width, narrow),
				...(keys.flag('key_query_shared_bottleneck', true) ? through('bottleneck.attention', width, narrow) : []),
			]),
		};
	},
	names: { projection: '{body}embeddings.embedding_transformation' },
});
