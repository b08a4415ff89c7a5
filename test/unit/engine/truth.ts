import { readdirSync, readFileSync } from 'node:fs';
import { elements, type Tensor } from '../../../src/design/tensors.ts';

/** A case of what `test/reference/make_training_truth.py` writes. */
export interface TrainingTruth {
	case: string;
	model: Record<string, unknown>;
	batch: { sequences: number; positions: number; inputs: number[]; targets: number[] };
	loss: number;
	/** Load-balancing loss of the experts, before its coefficient. */
	balance?: number;
	/** By tensor: the norm of its gradient, then entries that are evenly spread over it. */
	gradients: Record<string, [norm: number, ...entries: number[]]>;
}

const folder = 'test/fixtures/training';

/** Every case of every family. */
export const trainingTruths: { name: string; truth: TrainingTruth }[] = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.flatMap((file) => {
		const { cases }: { cases: TrainingTruth[] } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'));
		return cases.map((truth) => ({ name: `${file.replace('.json', '')}, ${truth.case}`, truth }));
	});

/** `weight_of` of `test/reference/training_weights.py`. */
export function weightOf({ name, shape }: Tensor): Float32Array {
	const around = shape.length === 1 && name.endsWith('weight') ? 1 : 0;
	const seed = hashOf(name);
	return Float32Array.from({ length: elements(shape) }, (_, index) => {
		const number = mixed(seed + (index + 1) * 0x9e3779b9) - 0.5;
		return around === 1 ? 1 + 0.5 * number : number;
	});
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
	let state = 0x811c9dc5;
	for (const byte of new TextEncoder().encode(text)) state = Math.imul(state ^ byte, 0x01000193);
	return state >>> 0;
}

/** The finaliser of MurmurHash3, as a number in [0, 1). */
function mixed(seed: number): number {
	let x = Number(BigInt.asUintN(32, BigInt(seed)));
	x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
	x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
	return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}
