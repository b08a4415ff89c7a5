import { expect, it } from 'vitest';
import type { Architecture } from '../../../../../src/design/architecture.ts';
import { loadTensorFlow } from '../../../../../src/engine/backends/tensorflow/open.ts';
import { createEngine } from '../../../../../src/engine/create.ts';
import type { Batch, Engine, EngineOptions } from '../../../../../src/engine/engine.ts';
import { maskedBatch } from '../../../../../src/engine/masking.ts';
import { architectureOf } from '../../designs.ts';
import { tokens } from '../../random.ts';

const [batchSize, sequenceLength, vocabulary] = [4, 8, 32];
const optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };
const STEPS = 20;

const gpt2 = { model_type: 'gpt2', n_embd: 16, n_layer: 2, n_head: 2, vocab_size: vocabulary, n_positions: sequenceLength };
const llama = {
	model_type: 'llama',
	hidden_size: 16,
	num_hidden_layers: 2,
	num_attention_heads: 4,
	num_key_value_heads: 2,
	intermediate_size: 24,
	vocab_size: vocabulary,
};
const bert = {
	model_type: 'bert',
	hidden_size: 16,
	num_hidden_layers: 2,
	num_attention_heads: 2,
	intermediate_size: 32,
	vocab_size: vocabulary,
	max_position_embeddings: sequenceLength,
	hidden_dropout_prob: 0,
	attention_probs_dropout_prob: 0,
	architectures: ['BertForMaskedLM'],
};
const mixtral = { ...llama, model_type: 'mixtral', num_local_experts: 4, num_experts_per_tok: 2, router_aux_loss_coef: 0.02, output_router_logits: true };

const runs: { name: string; model: Record<string, unknown>; options?: Partial<EngineOptions> }[] = [
	{ name: 'gpt2', model: gpt2 },
	{ name: 'llama with grouped heads, rotary positions, RMS norm and SwiGLU', model: llama },
	{ name: 'bert', model: bert },
	{ name: 'mixtral', model: mixtral },
	{ name: 'gpt2 with dropout everywhere', model: { ...gpt2, embd_pdrop: 0.1, resid_pdrop: 0.1, attn_pdrop: 0.1 } },
	{ name: 'llama in micro-batches', model: llama, options: { microBatchSize: 2 } },
];

const engineOf = (name: 'cpu' | 'tensorflow', architecture: Architecture, options: Partial<EngineOptions> = {}): Promise<Engine> =>
	createEngine(name, { architecture, batchSize, sequenceLength, optimizer, seed: 1, threads: 1, ...options });

function batchOf({ objective }: Architecture, step: number): Batch {
	const windows = tokens(step, batchSize * sequenceLength, vocabulary);
	if (objective === 'masked') return maskedBatch(windows, { maskToken: vocabulary - 1, tokens: vocabulary - 1, draw: `${step}` });
	return { inputs: windows, targets: tokens(step + 1000, batchSize * sequenceLength, vocabulary) };
}

/** Losses and gradient norms of steps that follow on `from`. */
async function learn(engine: Engine, architecture: Architecture, from: number, to: number): Promise<number[]> {
	const made: number[] = [];
	for (let step = from; step < to; step++) {
		const { loss, gradientNorm } = await engine.step(batchOf(architecture, step), 1e-2);
		made.push(loss, gradientNorm);
	}
	return made;
}

const apart = (found: readonly number[], wanted: readonly number[]): number =>
	Math.max(...wanted.map((value, index) => Math.abs((found[index] ?? Number.NaN) - value) / Math.abs(value)));

/** Training on the kernels that HEADROOM_RUNTIMES leads to, beside ONNX Runtime on the processor. */
export function trainsAsOnnxRuntimeDoes(): void {
	it.each(runs)('$name: has the losses and gradient norms of ONNX Runtime over twenty steps', async ({ model, options }) => {
		const architecture = architectureOf(model);
		const [onnx, tensorflow] = [await engineOf('cpu', architecture, options), await engineOf('tensorflow', architecture, options)];
		const wanted = await learn(onnx, architecture, 0, STEPS);
		const found = await learn(tensorflow, architecture, 0, STEPS);
		expect(apart(found, wanted)).toBeLessThan(1e-4);
		const batch = batchOf(architecture, 99);
		expect(apart([(await tensorflow.evaluate(batch)).loss], [(await onnx.evaluate(batch)).loss])).toBeLessThan(1e-4);
		const scores = [[...(await tensorflow.scores(batch.inputs, 1))], [...(await onnx.scores(batch.inputs, 1))]] as const;
		const size = Math.max(...scores[1].map(Math.abs));
		expect(Math.max(...scores[1].map((score, index) => Math.abs(score - (scores[0][index] ?? Number.NaN)))) / size).toBeLessThan(1e-3);
		await Promise.all([onnx.release(), tensorflow.release()]);
	});

	it.each(runs)('$name: goes on bit for bit from a saved state', async ({ model, options }) => {
		const architecture = architectureOf(model);
		const [through, resumed] = [await engineOf('tensorflow', architecture, options), await engineOf('tensorflow', architecture, { ...options, seed: 1 })];
		await learn(through, architecture, 0, 2);
		await resumed.restore(await through.state());
		expect(await learn(resumed, architecture, 2, 4)).toEqual(await learn(through, architecture, 2, 4));
		expect(await resumed.state()).toEqual(await through.state());
		await Promise.all([through.release(), resumed.release()]);
	});

	it('keeps no tensor: as many after a hundred steps as after one, and none after the release', async () => {
		const { tf } = await loadTensorFlow();
		/** The native library counts its own. */
		const backend = tf.backend() as { getNumOfTFTensors?(): number };
		const native = () => backend.getNumOfTFTensors?.();
		const architecture = architectureOf({ ...gpt2, resid_pdrop: 0.1 });
		const before = tf.memory().numTensors;
		const engine = await engineOf('tensorflow', architecture, { microBatchSize: 2 });
		await learn(engine, architecture, 0, 1);
		const [after, nativeAfter] = [tf.memory(), native()];
		await learn(engine, architecture, 1, 101);
		expect(native()).toBe(nativeAfter);
		expect(tf.memory().numTensors).toBe(after.numTensors);
		expect(tf.memory().numBytes).toBe(after.numBytes);
		await engine.release();
		expect(tf.memory().numTensors).toBe(before);
	});
}
