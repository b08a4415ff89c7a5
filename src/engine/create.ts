import { maximumPositions } from '../design/architecture.ts';
import type { Backend, BackendName, Executable, Held, Program, Results, TrainedVectors } from './backends/backend.ts';
import { backends } from './backends/index.ts';
import type { Batch, Engine, EngineOptions, EngineState } from './engine.ts';
import { initialWeights } from './initialize.ts';
import { layoutOf, sizeOfLayout } from './layout.ts';
import { lossScale } from './loss-scale.ts';
import { dropoutSeedOf, evaluationProgram, gradientProgram, logitsProgram, scoresProgram, type Windows } from './step.ts';
import { cannotTrain } from './trainable.ts';
import { trainingMemory } from './training-memory.ts';
import { openUpdate } from './update.ts';

/**
 * A model with fresh weights, ready to learn. Throws an error in plain words where the engine cannot train the model
 * (`cannotTrain`) or the positions do not reach `sequenceLength`.
 */
export async function createEngine(name: BackendName, options: EngineOptions): Promise<Engine> {
	const { architecture, sequenceLength } = options;
	const connector = backends[name];
	if (!connector) throw new Error(`The backend ${name} is not there.`);
	const missing = cannotTrain(architecture);
	if (missing) throw new Error(`This model cannot be trained: ${missing}`);
	const maximum = maximumPositions(architecture);
	if (maximum !== undefined && sequenceLength > maximum) throw new Error(`sequence_length ${sequenceLength} is beyond the model's ${maximum} positions.`);
	const backend = await connector.open(options);
	try {
		return await engineOn(backend, options);
	} catch (error) {
		await backend.release();
		throw error;
	}
}

async function checkHalf(backend: Backend): Promise<void> {
	if (backend.checkHalf) return backend.checkHalf();
	throw new Error(`training.precision is float16, which the backends webgpu and cuda compute in, not ${backend.name}. Take float32.`);
}

const VECTORS = ['weights', 'firstMoment', 'secondMoment'] as const;

/** An engine whose state the backend holds. */
export async function engineOn(backend: Backend, options: EngineOptions): Promise<Engine> {
	const { architecture, batchSize, microBatchSize = batchSize, sequenceLength, optimizer, seed, precision = 'float32' } = options;
	if (precision === 'float16') await checkHalf(backend);
	const scale = precision === 'float16' ? lossScale() : undefined;
	const { routesTokens = false } = backend;
	if (batchSize % microBatchSize !== 0) throw new Error(`a batch of ${batchSize} windows cannot be cut into micro-batches of ${microBatchSize}`);
	const layout = layoutOf(architecture);
	const size = sizeOfLayout(layout);
	const hold = async (vectors: TrainedVectors<Float32Array>): Promise<TrainedVectors<Held>> => ({
		weights: await backend.hold(vectors.weights),
		firstMoment: await backend.hold(vectors.firstMoment),
		secondMoment: await backend.hold(vectors.secondMoment),
	});
	const release = (vectors: TrainedVectors<Held>): void => {
		for (const name of VECTORS) vectors[name].release();
	};

	// The balance of experts is that of all tokens computed at once: they are not spread over lanes.
	const lanesFor = (sequences: number, positions = sequenceLength): number =>
		architecture.layers.some(({ mixture }) => mixture) ? 1 : backend.lanes(sequences, positions, size);
	const lanes = lanesFor(microBatchSize);
	const windows: Windows = { sequences: microBatchSize / lanes, positions: sequenceLength };
	const rounds = batchSize / microBatchSize;
	const update = await openUpdate(backend, layout, optimizer, { parts: lanes, scaled: scale !== undefined });
	const accumulates = rounds > 1 && !update.add;
	const gradient = await backend.compile(gradientProgram(architecture, layout, windows, { accumulates, routesTokens }), {
		held: ['gradient'],
		lanes,
		precision,
	});
	const nothing = accumulates ? await backend.hold(new Float32Array(size)) : undefined;
	let step = 0;
	const zeros = () => new Float32Array(new SharedArrayBuffer(size * Float32Array.BYTES_PER_ELEMENT));
	let state = await hold({ weights: initialWeights(architecture, layout, seed, zeros()), firstMoment: zeros(), secondMoment: zeros() });

	const compiled = new Map<string, { program: Executable; lanes: number }>();
	/** Programs are compiled when first asked for, each for the number of windows it was asked with. */
	const executable = async (name: string, sequences: number, program: (windows: Windows) => Program, lanes = lanesFor(sequences)) => {
		const key = `${name} ${sequences}`;
		const known = compiled.get(key) ?? {
			program: await backend.compile(program({ sequences: sequences / lanes, positions: sequenceLength }), { lanes }),
			lanes,
		};
		compiled.set(key, known);
		return known;
	};
	const windowsIn = (inputs: Int32Array): number => {
		if (inputs.length === 0 || inputs.length % sequenceLength !== 0) throw new Error(`${inputs.length} tokens are not whole windows of ${sequenceLength}`);
		return inputs.length / sequenceLength;
	};

	const windowsOf = ({ inputs, targets }: Batch, from: number, to: number): Batch => ({
		inputs: inputs.slice(from * sequenceLength, to * sequenceLength),
		targets: targets.slice(from * sequenceLength, to * sequenceLength),
	});
	/** A batch in so many equal parts. */
	const cut = (batch: Batch, parts: number): Batch[] => {
		const each = windowsIn(batch.inputs) / parts;
		return Array.from({ length: parts }, (_, part) => windowsOf(batch, part * each, (part + 1) * each));
	};

	/** The loss of a batch, and the gradients of its last round in each lane; those of the rounds before are added to them, or to the update. */
	async function gradientsOf(batch: Batch): Promise<{ loss: number; gradients: Held[] }> {
		const all = counted(batch.targets);
		const slices = cut(batch, rounds * lanes);
		const ofSlice = async (slice: number, accumulated: Held | undefined): Promise<{ loss: number; gradient: Held }> => {
			const { inputs, targets } = slices[slice] as Batch;
			const share = shareOf(targets, all);
			const results = await gradient.run(
				{
					inputs,
					targets,
					weights: state.weights,
					share: Float32Array.of(share * (scale?.value ?? 1)),
					dropout_seed: dropoutSeedOf(seed, step + 1, slice),
					...(accumulated && { accumulated }),
				},
				slice % lanes,
			);
			if (accumulated !== nothing) accumulated?.release();
			return { loss: share * number(results, 'loss'), gradient: held(results, 'gradient') };
		};
		let loss = 0;
		let gradients: Held[] = [];
		for (let round = 0; round < rounds; round++) {
			if (round > 0) await update.add?.(gradients);
			const before = accumulates ? gradients : [];
			const made = await Promise.all(Array.from({ length: lanes }, (_, lane) => ofSlice(round * lanes + lane, before[lane] ?? nothing)));
			loss += sum(made.map((each) => each.loss));
			gradients = made.map((each) => each.gradient);
		}
		return { loss, gradients };
	}

	/** One update, or none where loss or gradient norm is not finite. */
	async function attempt(batch: Batch, learningRate: number): Promise<{ loss: number; gradientNorm: number }> {
		const { loss, gradients } = await gradientsOf(batch);
		const made = await update.make(state, gradients, { loss, learningRate, step: step + 1, unscale: 1 / (scale?.value ?? 1) });
		if (made.went) step++;
		state = made.state;
		return { loss, gradientNorm: made.gradientNorm };
	}

	return {
		backend: backend.name,
		device: backend.device,
		layout,
		async step(batch, learningRate) {
			if (windowsIn(batch.inputs) !== batchSize) throw new Error(`a batch must have ${batchSize} windows`);
			for (;;) {
				const made = await attempt(batch, learningRate);
				if (Number.isFinite(made.gradientNorm)) scale?.went();
				// A gradient beyond half precision's range, of a loss within it, is the scale's: the step is made once more.
				else if (Number.isFinite(made.loss) && scale?.halve()) continue;
				return made;
			}
		},
		async evaluate(batch) {
			const sequences = windowsIn(batch.inputs);
			const all = counted(batch.targets);
			const of = (windows: Windows) => evaluationProgram(architecture, layout, windows, { routesTokens });
			const losses: number[] = [];
			for (let from = 0; from < sequences; from += microBatchSize) {
				const part = windowsOf(batch, from, Math.min(from + microBatchSize, sequences));
				const { program, lanes } = await executable('evaluate', windowsIn(part.inputs), of);
				const run = async ({ inputs, targets }: Batch, lane: number): Promise<number> => {
					const results = await program.run({ inputs, targets, weights: state.weights }, lane);
					return number(results, 'loss') * shareOf(targets, all);
				};
				losses.push(...(await Promise.all(cut(part, lanes).map(run))));
			}
			return { loss: sum(losses), targets: all };
		},
		async logits(inputs) {
			const { program } = await executable('logits', windowsIn(inputs), (windows) => logitsProgram(architecture, layout, windows, { routesTokens }), 1);
			return array(await program.run({ inputs, weights: state.weights }), 'logits');
		},
		async scores(inputs, layer) {
			const of = (windows: Windows) => scoresProgram(architecture, layout, windows, layer, { routesTokens });
			const { program } = await executable(`scores of layer ${layer}`, windowsIn(inputs), of, 1);
			return array(await program.run({ inputs, weights: state.weights }), 'scores');
		},
		async state() {
			const { weights, firstMoment, secondMoment } = state;
			return { step, weights: await weights.read(), firstMoment: await firstMoment.read(), secondMoment: await secondMoment.read() };
		},
		async restore(saved: EngineState) {
			for (const name of VECTORS) if (saved[name].length !== size) throw new Error(`the saved ${name} have ${saved[name].length} numbers, this model ${size}`);
			release(state);
			[state, step] = [await hold(saved), saved.step];
		},
		memory: ({ microBatchSize: sequences = microBatchSize, sequenceLength: positions = sequenceLength } = {}) =>
			trainingMemory(architecture, optimizer, {
				sequences,
				positions,
				lanes: lanesFor(sequences, positions),
				accumulates: sequences < batchSize,
				inPlace: backend.inPlace !== undefined,
				routesTokens,
			}),
		async release() {
			await Promise.all([update, gradient, ...[...compiled.values()].map(({ program }) => program)].map((each) => each.release()));
			compiled.clear();
			release(state);
			nothing?.release();
			await backend.release();
		},
	};
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const counted = (targets: Int32Array): number => targets.reduce((count, target) => (target >= 0 ? count + 1 : count), 0);

const shareOf = (targets: Int32Array, all: number): number => (all === 0 ? 0 : counted(targets) / all);

function held(results: Results, name: string): Held {
	const numbers = results.held[name];
	if (!numbers) throw new Error(`the program holds no ${name}`);
	return numbers;
}

function array({ arrays }: Results, name: string): Float32Array {
	const values = arrays[name];
	if (!values) throw new Error(`the program gave no ${name}`);
	return values;
}

const number = (results: Results, name: string): number => array(results, name)[0] ?? Number.NaN;
