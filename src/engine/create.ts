import { maximumPositions } from '../design/architecture.ts';
import type { Backend, Executable, Program } from './backends/backend.ts';
import { onnxCpu } from './backends/onnx/onnx.ts';
import type { Engine, EngineOptions, EngineState } from './engine.ts';
import { initialWeights } from './initialize.ts';
import { layoutOf, sizeOfLayout } from './layout.ts';
import { dropoutSeedOf, evaluationProgram, logitsProgram, ratesOf, scoresProgram, stepProgram, type Windows } from './step.ts';
import { cannotTrain } from './trainable.ts';

const BACKENDS: Record<'cpu', (options: EngineOptions) => Promise<Backend>> = {
	cpu: ({ threads }) => onnxCpu(threads),
};

/**
 * A model with fresh weights, ready to learn. Throws an error in plain words where the engine cannot train the model
 * (`cannotTrain`) or the positions do not reach `sequenceLength`.
 */
export async function createEngine(backend: keyof typeof BACKENDS, options: EngineOptions): Promise<Engine> {
	const { architecture, sequenceLength } = options;
	const missing = cannotTrain(architecture);
	if (missing) throw new Error(`This model cannot be trained: ${missing}`);
	const maximum = maximumPositions(architecture);
	if (maximum !== undefined && sequenceLength > maximum) throw new Error(`sequence_length ${sequenceLength} is beyond the model's ${maximum} positions.`);
	return engineOn(await BACKENDS[backend](options), options);
}

/** An engine whose state is kept in memory here; a step writes into a second set of vectors, which becomes the state if it went well. */
async function engineOn(backend: Backend, { architecture, batchSize, sequenceLength, optimizer, seed }: EngineOptions): Promise<Engine> {
	const layout = layoutOf(architecture);
	let state: EngineState = { step: 0, ...emptyState(sizeOfLayout(layout)), weights: initialWeights(architecture, layout, seed) };
	let next: Vectors = emptyState(sizeOfLayout(layout));
	const compiled = new Map<string, Executable>();
	/** Programs are compiled when first asked for, each for the number of windows it was asked with. */
	const executable = async (name: string, sequences: number, program: (windows: Windows) => Program): Promise<Executable> => {
		const key = `${name} ${sequences}`;
		const known = compiled.get(key) ?? (await backend.compile(program({ sequences, positions: sequenceLength })));
		compiled.set(key, known);
		return known;
	};
	const train = await executable('step', batchSize, (windows) => stepProgram(architecture, layout, optimizer, windows));
	const windowsIn = (inputs: Int32Array): number => {
		if (inputs.length === 0 || inputs.length % sequenceLength !== 0) throw new Error(`${inputs.length} tokens are not whole windows of ${sequenceLength}`);
		return inputs.length / sequenceLength;
	};

	return {
		backend: backend.name,
		device: backend.device,
		layout,
		async step({ inputs, targets }, learningRate) {
			if (windowsIn(inputs) !== batchSize) throw new Error(`a batch must have ${batchSize} windows`);
			const { weights, firstMoment: first_moment, secondMoment: second_moment } = state;
			const results = await train.run(
				{
					inputs,
					targets,
					weights,
					first_moment,
					second_moment,
					rates: ratesOf(optimizer, learningRate, state.step + 1),
					dropout_seed: dropoutSeedOf(seed, state.step + 1),
				},
				{ next_weights: next.weights, next_first_moment: next.firstMoment, next_second_moment: next.secondMoment },
			);
			const [loss, gradientNorm] = [number(results, 'loss'), number(results, 'gradient_norm')];
			if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) return { loss, gradientNorm };
			[state, next] = [{ ...next, step: state.step + 1 }, state];
			return { loss, gradientNorm };
		},
		async evaluate({ inputs, targets }) {
			const program = await executable('evaluate', windowsIn(inputs), (windows) => evaluationProgram(architecture, layout, windows));
			const results = await program.run({ inputs, targets, weights: state.weights });
			return { loss: number(results, 'loss'), targets: targets.reduce((count, target) => (target >= 0 ? count + 1 : count), 0) };
		},
		async logits(inputs) {
			const program = await executable('logits', windowsIn(inputs), (windows) => logitsProgram(architecture, layout, windows));
			return array(await program.run({ inputs, weights: state.weights }), 'logits');
		},
		async scores(inputs, layer) {
			const program = await executable(`scores of layer ${layer}`, windowsIn(inputs), (windows) => scoresProgram(architecture, layout, windows, layer));
			return array(await program.run({ inputs, weights: state.weights }), 'scores');
		},
		async state() {
			const { step, weights, firstMoment, secondMoment } = state;
			return { step, weights: weights.slice(), firstMoment: firstMoment.slice(), secondMoment: secondMoment.slice() };
		},
		async restore(saved) {
			for (const name of ['weights', 'firstMoment', 'secondMoment'] as const) {
				if (saved[name].length !== state[name].length)
					throw new Error(`the saved ${name} have ${saved[name].length} numbers, this model ${state[name].length}`);
			}
			state = { step: saved.step, weights: saved.weights.slice(), firstMoment: saved.firstMoment.slice(), secondMoment: saved.secondMoment.slice() };
		},
		async release() {
			await Promise.all([...compiled.values()].map((each) => each.release()));
			compiled.clear();
		},
	};
}

type Vectors = Omit<EngineState, 'step'>;

const emptyState = (size: number): Vectors => ({ weights: new Float32Array(size), firstMoment: new Float32Array(size), secondMoment: new Float32Array(size) });

function array(results: Record<string, Float32Array>, name: string): Float32Array {
	const values = results[name];
	if (!values) throw new Error(`the program gave no ${name}`);
	return values;
}

const number = (results: Record<string, Float32Array>, name: string): number => array(results, name)[0] ?? Number.NaN;
