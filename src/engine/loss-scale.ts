/**
 * Factor of the loss where products are computed in half precision: gradients as they are would vanish under its smallest number, 6e-8.
 * A power of two, which changes no digit. It is halved where a gradient leaves half precision's range, and doubled after so many
 * steps in which none did (Micikevicius et al. 2018, 3.2; the numbers are those of torch's GradScaler).
 */
export interface LossScale {
	readonly value: number;
	/** After a gradient that left the range; false where the scale is not to blame any more. */
	halve(): boolean;
	/** After a step that went well. */
	went(): void;
}

const FIRST = 2 ** 16;
const LARGEST = 2 ** 24;
const STEPS_TO_DOUBLE = 2000;

export function lossScale(): LossScale {
	let value = FIRST;
	let steps = 0;
	return {
		get value() {
			return value;
		},
		halve() {
			steps = 0;
			if (value === 1) return false;
			value /= 2;
			return true;
		},
		went() {
			if (++steps % STEPS_TO_DOUBLE === 0) value = Math.min(LARGEST, value * 2);
		},
	};
}
