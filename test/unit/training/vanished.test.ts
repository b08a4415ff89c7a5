import { expect, it } from 'vitest';
import type { DeviceEvent } from '../../../src/training/events.ts';
import { likelyCause } from '../../../src/training/vanished.ts';

const GIB = 2 ** 30;
const reading = (memory: number): DeviceEvent => ({
	type: 'device',
	step: 1,
	elapsed: 1,
	process: { cpu: 1, cores: 2, memory, memory_peak: memory, memory_total: 8 * GIB },
});

it('memory is the likely cause where a run held most of it when it was last seen', () => {
	expect(likelyCause([reading(GIB), reading(7.2 * GIB)])).toMatch(
		/^It held 7\.2 GiB of 8 GiB when it was last seen: memory is likely to have run out\. Set training/,
	);
	expect(likelyCause([reading(7.2 * GIB), reading(GIB)])).toBeUndefined();
	expect(likelyCause([])).toBeUndefined();
});
