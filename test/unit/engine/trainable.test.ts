import { describe, expect, it } from 'vitest';
import type { Layer } from '../../../src/design/architecture.ts';
import { cannotTrain } from '../../../src/engine/trainable.ts';
import { architectureOf, designs } from './designs.ts';

it.each(designs)('$name can be trained', ({ architecture }) => {
	expect(cannotTrain(architecture)).toBeUndefined();
});

const llama = { model_type: 'llama', hidden_size: 12, num_hidden_layers: 1, num_attention_heads: 4, vocab_size: 9 };

describe('what is missing is said in a sentence', () => {
	it.each([
		['an encoder beside the decoder', architectureOf({ model_type: 't5', num_layers: 1 }), 't5 has an encoder beside its decoder'],
		['another objective', architectureOf({ model_type: 'vit', num_hidden_layers: 1 }), 'vit learns neither the next token nor masked ones'],
		['no head', architectureOf({ ...llama, architectures: ['LlamaModel'] }), 'LlamaModel has no head over the vocabulary'],
		['groups that do not divide', architectureOf({ ...llama, num_key_value_heads: 3 }), 'layer 0: 3 key/value heads do not divide 4 heads'],
		['an odd head size under rotary positions', architectureOf({ ...llama, head_dim: 3 }), 'the head size 3 must be even'],
		['a family that is not held to the library', architectureOf({ ...llama, model_type: 'helium' }), 'helium cannot be trained yet; bert, bloom, cohere, '],
		['a rope scaling without a rule', architectureOf({ ...llama, rope_scaling: { rope_type: 'longrope' } }), 'rotary positions scaled by longrope'],
		[
			'more experts than there are',
			architectureOf({ ...llama, model_type: 'mixtral', num_local_experts: 4, num_experts_per_tok: 5 }),
			'layer 0: each token needs 5 of 4 experts',
		],
		[
			'groups that do not share out the experts',
			architectureOf({ ...llama, model_type: 'deepseek_v3', first_k_dense_replace: 0, n_routed_experts: 12 }),
			'8 groups do not share out 12 experts',
		],
		['a full mask', architectureOf(llama, { kind: 'full' }), 'would see the answer'],
	])('%s', (_, architecture, sentence) => {
		expect(cannotTrain(architecture)).toContain(sentence);
	});
	it.each([
		['layers of a state space', { mixer: { kind: 'mamba2', parts: [], stateValues: 0, scanFlops: 0 } }, 'layer 0: mamba2 layers cannot be trained yet'],
		['attention over an encoder', { crossAttention: architectureOf(llama).layers[0]?.attention }, 'attention over an encoder'],
	] as [string, Partial<Layer>, string][])('%s', (_, part, sentence) => {
		const { layers, ...rest } = architectureOf(llama);
		expect(cannotTrain({ ...rest, layers: layers.map((layer) => ({ ...layer, ...part })) })).toContain(sentence);
	});
});
