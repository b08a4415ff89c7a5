import type { Architecture } from '../../../../../src/design/architecture.ts';
import { createEngine } from '../../../../../src/engine/create.ts';
import type { Batch, Engine, EngineOptions } from '../../../../../src/engine/engine.ts';
import { maskedBatch } from '../../../../../src/engine/masking.ts';
import { architectureOf } from '../../designs.ts';
import { tokens } from '../../random.ts';

/** What is trained on the processor and on the graphics device alike. */
export interface Run {
	name: string;
	model: Record<string, unknown>;
	steps: number;
	options?: Partial<EngineOptions>;
}

const [batchSize, sequenceLength, vocabulary] = [4, 8, 32];
const optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };

const gpt2 = { model_type: 'gpt2', n_embd: 16, n_layer: 2, n_head: 2, vocab_size: vocabulary, n_positions: sequenceLength };
const llama = {
	model_type: 'llama',
	hidden_size: 16,
	num_hidden_layers: 2,
	num_attention_heads: 4,
	num_key_value_heads: 2,
	head_dim: 6,
	intermediate_size: 24,
	vocab_size: vocabulary,
};
const bert = {
	model_type: 'bert',
	hidden_size: 16,
	num_hidden_layers: 1,
	num_attention_heads: 2,
	intermediate_size: 32,
	vocab_size: vocabulary,
	max_position_embeddings: sequenceLength,
	hidden_dropout_prob: 0,
	attention_probs_dropout_prob: 0,
	architectures: ['BertForMaskedLM'],
};
const mixtral = {
	...llama,
	model_type: 'mixtral',
	num_hidden_layers: 1,
	num_local_experts: 4,
	num_experts_per_tok: 2,
	router_aux_loss_coef: 0.02,
	output_router_logits: true,
};

export const runs: Run[] = [
	{ name: 'gpt2', model: gpt2, steps: 20 },
	{ name: 'llama with grouped heads of a fixed size, rotary positions, RMS norm and SwiGLU', model: llama, steps: 20 },
	{ name: 'bert', model: bert, steps: 20 },
	{ name: 'mixtral', model: mixtral, steps: 20 },
	{ name: 'llama in micro-batches', model: { ...llama, num_hidden_layers: 1 }, steps: 5, options: { microBatchSize: 2 } },
	{ name: 'gpt2 with dropout', model: { ...gpt2, n_layer: 1, embd_pdrop: 0.2, attn_pdrop: 0.2 }, steps: 5 },
];

const engineOf = (name: 'cpu' | 'webgpu', architecture: Architecture, options: Partial<EngineOptions> = {}): Promise<Engine> =>
	createEngine(name, { architecture, batchSize, sequenceLength, optimizer, seed: 1, threads: 1, ...options });

function batchOf({ objective }: Architecture, step: number): Batch {
	const windows = tokens(step, batchSize * sequenceLength, vocabulary);
	if (objective === 'masked') return maskedBatch(windows, { maskToken: vocabulary - 1, tokens: vocabulary - 1, draw: `${step}` });
	return { inputs: windows, targets: tokens(step + 1000, batchSize * sequenceLength, vocabulary) };
}

/** What came of a run: numbers that must be alike on every backend. */
export interface Learned {
	losses: number[];
	norms: number[];
	/** Of the last steps made once more from a saved state. */
	again: number[];
	evaluation: number;
	scores: number[];
	logits: number[];
}

/** Steps made again from a saved state. */
export const AGAIN = 3;

export async function learn(name: 'cpu' | 'webgpu', { model, steps, options }: Run): Promise<Learned> {
	const architecture = architectureOf(model);
	const engine = await engineOf(name, architecture, options);
	const learned: Learned = { losses: [], norms: [], again: [], evaluation: 0, scores: [], logits: [] };
	const step = (index: number) => engine.step(batchOf(architecture, index), 1e-2);
	let saved = await engine.state();
	for (let index = 0; index < steps; index++) {
		if (index === steps - AGAIN) saved = await engine.state();
		const { loss, gradientNorm } = await step(index);
		learned.losses.push(loss);
		learned.norms.push(gradientNorm);
	}
	const batch = batchOf(architecture, 99);
	learned.evaluation = (await engine.evaluate(batch)).loss;
	learned.scores = [...(await engine.scores(batch.inputs, 0))];
	learned.logits = [...(await engine.logits(batch.inputs))];
	await engine.restore(saved);
	for (let index = steps - AGAIN; index < steps; index++) learned.again.push((await step(index)).loss);
	await engine.release();
	return learned;
}
