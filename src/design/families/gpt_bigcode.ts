import { crossedLayer } from './cross.ts';
import { decoder } from './decoder.ts';
import { biasEverywhere } from './family.ts';
import { gptKeyNames, gptNames } from './gpt.ts';

/** `GPTBigCodeConfig` (SantaCoder, StarCoder): GPT-2 with one key/value head for all queries, unless `multi_query` is off. */
export const gptBigcode = decoder({
	modelType: 'gpt_bigcode',
	prefix: 'GPTBigCode',
	classes: ['ForCausalLM', 'Model', 'ForSequenceClassification', 'ForTokenClassification'],
	defaults: { width: 768, layers: 12, heads: 12, positions: 1024, vocabulary: 50257, tied: true, activation: 'gelu_pytorch_tanh' },
	keyNames: gptKeyNames,
	ungrouped: true,
	readsHeadDim: false,
	activationKey: 'activation_function',
	norm: (keys) => ({ kind: 'layer', epsilon: keys.number('layer_norm_epsilon', 1e-5) }),
	bias: () => biasEverywhere,
	attention: (keys, { heads }) => (keys.flag('multi_query', true) ? { kvHeads: 1, fused: 'blocks' } : { kvHeads: heads, fused: 'heads' }),
	positions: (_, { positions }) => ({ kind: 'learned', count: positions }),
	feedForward: (_, usual) => ({ ...usual, gated: false, bias: true }),
	layer: (keys, norm, sizes) => crossedLayer(keys, norm, sizes, 'blocks'),
	body: 'transformer',
	tokenClassifier: 'classifier',
	names: gptNames,
});
