import { expect, it } from 'vitest';
import { maskedBatch, maskTokenOf } from '../../../src/engine/masking.ts';
import { tokens } from './random.ts';

const windows = tokens(3, 20_000, 256);
const masking = { maskToken: 300, tokens: 256, draw: '5 17' };

it('chooses 15 % of the tokens; of these 80 % are hidden, 10 % become another, 10 % stay', () => {
	const { inputs, targets } = maskedBatch(windows, masking);
	const chosen = [...targets.keys()].filter((index) => targets[index] !== -1);
	const share = (holds: (index: number) => boolean) => chosen.filter(holds).length / chosen.length;
	expect(chosen.length / windows.length).toBeCloseTo(0.15, 2);
	expect(share((index) => inputs[index] === 300)).toBeCloseTo(0.8, 1);
	expect(share((index) => inputs[index] === windows[index])).toBeCloseTo(0.1, 1);
	for (const index of chosen) expect(targets[index]).toBe(windows[index]);
	for (const [index, target] of targets.entries()) if (target === -1) expect(inputs[index]).toBe(windows[index]);
});

it('the same draw gives the same batch, another draw another', () => {
	expect(maskedBatch(windows, masking)).toEqual(maskedBatch(windows.slice(), masking));
	expect(maskedBatch(windows, { ...masking, draw: '5 18' }).targets).not.toEqual(maskedBatch(windows, masking).targets);
});

it('chooses at least one token, however few there are', () => {
	for (let draw = 0; draw < 50; draw++) {
		const { targets } = maskedBatch(Int32Array.of(7, 8), { ...masking, draw: `${draw}` });
		expect(targets.some((target) => target !== -1)).toBe(true);
	}
});

it("hides with the tokenizer's own token, else with the last of the vocabulary, if no text holds it", () => {
	expect(maskTokenOf(30522, { tokens: 30522, own: 103 })).toBe(103);
	expect(maskTokenOf(257, { tokens: 256 })).toBe(256);
	expect(maskTokenOf(256, { tokens: 256 })).toBeUndefined();
});
