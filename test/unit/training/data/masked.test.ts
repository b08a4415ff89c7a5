import { expect, it } from 'vitest';
import { maskedDataset } from '../../../../src/training/data/masked.ts';
import { textDataset } from '../../../../src/training/data/text.ts';
import { tokensInMemory } from '../../../../src/training/data/token-stream.ts';
import { bytes } from '../../../../src/training/data/tokenizers/bytes.ts';
import { readSection } from '../section.ts';

const shape = { batchSize: 4, sequenceLength: 20 };
const data = readSection({ files: ['a'], validation_fraction: 0.3 });
const plain = textDataset(tokensInMemory(Uint8Array.from({ length: 500 }, (_, index) => index % 200)), bytes, data, shape, 0);
const masked = (seed: number) => maskedDataset(plain, { maskToken: 256, tokens: 256 }, shape, seed);

it('hides some tokens of each window, which are the targets', () => {
	const [batch, original] = [masked(0).training(3), plain.training(3)];
	for (let row = 0; row < 4; row++) {
		const targets = [...batch.targets.slice(row * 20, row * 20 + 20)];
		expect(targets.filter((target) => target >= 0).length).toBeGreaterThan(0);
		for (const [place, target] of targets.entries()) {
			const at = row * 20 + place;
			if (target < 0) expect(batch.inputs[at]).toBe(original.inputs[at]);
			else expect(target).toBe(original.inputs[at]);
		}
	}
	expect([...batch.inputs]).toContain(256);
});

it('is the same for the same seed and step, and in validation for every seed', () => {
	expect(masked(0).training(3)).toEqual(masked(0).training(3));
	expect(masked(0).training(3)).not.toEqual(masked(1).training(3));
	expect([...masked(0).validation()]).toEqual([...masked(1).validation()]);
});

it('leaves rows that are no window uncounted', () => {
	const last = [...masked(0).validation()].at(-1);
	const counted = [...(last?.targets ?? [])].flatMap((target, place) => (target < 0 ? [] : [Math.floor(place / 20)]));
	// 150 tokens are seven windows: four, and three.
	expect([...new Set(counted)]).toEqual([0, 1, 2]);
});
