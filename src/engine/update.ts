import { elements } from '../design/tensors.ts';
import type { Backend, Held, TrainedVectors } from './backends/backend.ts';
import type { Optimizer, Placed } from './engine.ts';
import { CLIP_EPSILON, decays, ratesOf } from './rates.ts';
import { updateProgram } from './update-program.ts';

/** What is known of a step when its update is to be made. */
export interface Step {
	/** Where it is not finite, no update is made. */
	loss: number;
	learningRate: number;
	/** Counts from 1. */
	step: number;
	/** What gradients are to be multiplied by. */
	unscale: number;
}

/** The state after a step, and the norm of its gradient. */
export interface Made {
	state: TrainedVectors<Held>;
	gradientNorm: number;
	/** Whether there was an update; without one the state is as it was. */
	went: boolean;
}

/** Clipping and AdamW. */
export interface Update {
	/** Adds gradients of a round of the step that others follow; they are spent with it. Absent where programs of gradients add up themselves. */
	add?(gradients: readonly Held[]): Promise<void>;
	/** An update, or none where the loss or the norm of the gradient is not finite. Gradients are spent with it. */
	make(state: TrainedVectors<Held>, gradients: readonly Held[], step: Step): Promise<Made>;
	release(): Promise<void>;
}

/** The update of a model's vectors on a backend, with gradients in so many parts. */
export async function openUpdate(
	backend: Backend,
	layout: readonly Placed[],
	optimizer: Optimizer,
	{ parts, scaled }: { parts: number; scaled: boolean },
): Promise<Update> {
	return backend.inPlace ? inPlace(backend.inPlace, layout, optimizer) : asProgram(backend, layout, optimizer, { parts, scaled });
}

function inPlace(open: NonNullable<Backend['inPlace']>, layout: readonly Placed[], optimizer: Optimizer): Update {
	const { beta1, beta2, gradientClip } = optimizer;
	const vectors = open(layout.map((placed) => ({ offset: placed.offset, size: elements(placed.tensor.shape), decays: decays(placed) })));
	return {
		add: async (gradients) => void (await vectors.add(gradients)),
		async make(state, gradients, { loss, learningRate, step, unscale }) {
			const gradientNorm = Math.sqrt(await vectors.add(gradients)) * unscale;
			const went = Number.isFinite(loss) && Number.isFinite(gradientNorm);
			const clipping = gradientClip > 0 ? Math.min(1, gradientClip / (gradientNorm + CLIP_EPSILON)) : 1;
			if (went) await vectors.update(state, { ...ratesOf(optimizer, learningRate, step), factor: clipping * unscale, beta1, beta2 });
			else await vectors.forget();
			return { state, gradientNorm, went };
		},
		release: async () => {},
	};
}

const NEXT = { weights: 'next_weights', firstMoment: 'next_first_moment', secondMoment: 'next_second_moment' } as const;

/** A program gives a second set of vectors, which becomes the state if it went well. */
async function asProgram(
	backend: Backend,
	layout: readonly Placed[],
	optimizer: Optimizer,
	{ parts, scaled }: { parts: number; scaled: boolean },
): Promise<Update> {
	const program = await backend.compile(updateProgram(layout, optimizer, { parts, scaled }), { held: Object.values(NEXT), light: true });
	return {
		async make(state, gradients, { loss, learningRate, step, unscale }) {
			const { stepSize, epsilon, decay } = ratesOf(optimizer, learningRate, step);
			const { held, arrays } = await program.run({
				...Object.fromEntries(gradients.map((each, part) => [`gradient_${part}`, each])),
				weights: state.weights,
				first_moment: state.firstMoment,
				second_moment: state.secondMoment,
				rates: Float32Array.of(stepSize, epsilon, decay),
				...(scaled && { unscale: Float32Array.of(unscale) }),
			});
			for (const each of gradients) each.release();
			const next = { weights: held[NEXT.weights], firstMoment: held[NEXT.firstMoment], secondMoment: held[NEXT.secondMoment] } as TrainedVectors<Held>;
			const gradientNorm = arrays.gradient_norm?.[0] ?? Number.NaN;
			const went = Number.isFinite(loss) && Number.isFinite(gradientNorm);
			for (const spent of Object.values(went ? state : next)) spent.release();
			return { state: went ? next : state, gradientNorm, went };
		},
		release: () => program.release(),
	};
}
