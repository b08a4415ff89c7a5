import { formatBytes } from '../analysis/units.ts';
import type { Engine } from '../engine/engine.ts';
import type { TakenDevice } from './capsule.ts';
import { type MachineMemory, machineMemory } from './device/memory.ts';
import { likelyPeak, whatFits } from './memory-need.ts';
import type { Plan } from './plan.ts';

/** What a failed allocation says, and where the bytes that were asked for stand in it, as a number or as the shape of 32-bit numbers. */
const SIGNS: readonly { pattern: RegExp; isShape?: boolean }[] = [
	// ONNX Runtime, on any device.
	{ pattern: /Failed to allocate memory for requested buffer of size (\d+)/ },
	{ pattern: /bad_alloc|bad allocation|Cannot allocate memory/ },
	// Node.js.
	{ pattern: /Array buffer allocation failed|Invalid typed array length|heap out of memory|Fatal process OOM/ },
	// CUDA and its libraries.
	{ pattern: /CUDA (?:failure|error) 2\b|cudaErrorMemoryAllocation|ALLOC_FAILED/ },
	// WebGPU over Vulkan, Direct3D and Metal.
	{ pattern: /[Bb]uffer size \(?(\d+)\)? (?:exceeds|is greater than)/ },
	{ pattern: /OUT_?OF_?(?:DEVICE_|HOST_)?MEMORY|out of memory/i },
	// TensorFlow.js.
	{ pattern: /OOM when allocating tensor with shape\[([\d,]+)\]/, isShape: true },
	{ pattern: /resource.?exhausted/i },
];

const LOST = /device (?:was |is |has been )?lost|DeviceLost|DEVICE_LOST|DEVICE_REMOVED|DEVICE_HUNG/i;

/** Whether an error means that memory ran out, and the bytes that were asked for where it tells. */
export function failedAllocation(message: string): { asked?: number } | undefined {
	for (const { pattern, isShape } of SIGNS) {
		const found = pattern.exec(message);
		if (!found) continue;
		const [, text] = found;
		if (text === undefined) return {};
		return { asked: isShape ? text.split(',').reduce((product, size) => product * Number(size), 4) : Number(text) };
	}
	return undefined;
}

/** Where a run failed, and what was there. */
export interface Scene {
	engine: Pick<Engine, 'memory'>;
	device: TakenDevice;
	plan: Plan;
	machine?: MachineMemory;
	/** Bytes that the process holds. */
	held?: number;
}

/** What is said where memory ran out, or a graphics device was lost: what was asked, what was free, and what to lower. Undefined where it was something else. */
export function outOfMemoryMessage(
	message: string,
	{ engine, device, plan, machine = machineMemory(), held = process.memoryUsage.rss() }: Scene,
): string | undefined {
	const failed = failedAllocation(message);
	if (failed === undefined) return LOST.test(message) ? lostMessage({ engine, device, plan }, message) : undefined;
	const { asked } = failed;
	const more = asked === undefined ? 'Memory ran out' : `Memory ran out when ${formatBytes(asked)} more were asked for`;
	if (device.backend !== 'cpu') {
		const there = device.memory === undefined ? `on ${device.device}` : `the device has ${formatBytes(device.memory)}`;
		return `${more}; ${there}. ${lower({ engine, plan }, device.memory)}`;
	}
	const { total, free } = machine;
	const isLimited = free > 2 * (asked ?? 0) + ROOM;
	const limit = isLimited ? ', so the process is likely held to a limit of its own (ulimit)' : '';
	return `${more}: the run held ${formatBytes(held)}, and ${formatBytes(free)} of ${formatBytes(total)} were free${limit}. ${lower({ engine, plan }, isLimited ? held : held + free)}`;
}

/** What is advised after a failure needs at most so much of what failed: about half a batch. */
const MARGIN = 0.6;

/** With so much free, a small allocation does not fail. */
const ROOM = 2 ** 30;

const lostMessage = ({ engine, device, plan }: Pick<Scene, 'engine' | 'device' | 'plan'>, message: string): string =>
	`The graphics device was lost (${message.split('\n')[0]?.slice(0, 160)}): its memory ran out, its driver was reset, or a step took longer than the system allows. ${lower({ engine, plan }, device.memory)}`;

/** What to lower: what is advised needs less than what failed, by a margin. */
const lower = ({ engine, plan }: Pick<Scene, 'engine' | 'plan'>, there: number | undefined): string =>
	whatFits(engine, plan, Math.min(there ?? Number.POSITIVE_INFINITY, MARGIN * likelyPeak(engine.memory())));
