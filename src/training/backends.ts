import type { Availability } from '../engine/backends/availability.ts';
import type { BackendName } from '../engine/backends/backend.ts';
import { backends } from '../engine/backends/index.ts';

/** A backend that is not taken, and why. */
export interface Rejection {
	backend: BackendName;
	reason: string;
	/** What to do about it. */
	remedy?: string;
}

/** Backends that could train, the fastest first, and those that `auto` passes over. */
export interface Choices {
	usable: Availability[];
	rejected: Rejection[];
}

/** Every backend by name; `auto` tries the first three in this order, and takes TensorFlow.js only when it is asked for. */
export const BACKENDS: readonly BackendName[] = ['cuda', 'webgpu', 'cpu', 'tensorflow'];
const AUTOMATIC: readonly BackendName[] = ['cuda', 'webgpu', 'cpu'];

/**
 * Milliseconds that a look may take before a run begins. Where there is no device it answers at once; one that has slept takes seconds to load its libraries,
 * and training without it is slower by far than waiting. Who asks by name waits longer.
 */
const PATIENCE = { automatic: 5000, named: 30_000 };

/** Looks at one backend; a look that fails, or takes too long, says that it cannot be used. */
export async function lookAt(
	backend: BackendName,
	patience = PATIENCE.named,
	connector: { look(): Promise<Availability> } | undefined = backends[backend],
): Promise<Availability> {
	if (!connector) return { backend, reason: 'It is not part of this version.' };
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<Availability>((resolve) => {
		const reason = `It did not answer within ${patience / 1000} s.`;
		timer = setTimeout(() => resolve({ backend, reason, remedy: 'Another program may keep the device busy: try again.' }), patience);
	});
	const look = connector.look().catch((error: Error): Availability => ({ backend, reason: error.message }));
	return Promise.race([look, late]).finally(() => clearTimeout(timer));
}

/** What `auto` makes of looks at the backends. The processor is always there. */
export function automatic(looks: readonly Availability[]): Choices {
	const choices: Choices = { usable: [], rejected: [] };
	for (const name of AUTOMATIC) {
		const look = looks.find(({ backend }) => backend === name);
		const rejection = look && rejectionOf(look);
		if (rejection !== undefined) choices.rejected.push(rejection);
		else if (look !== undefined) choices.usable.push(look);
	}
	return choices;
}

/** Those that would have been taken before the one that was; nobody asked for what stands behind it. */
export const passedOver = (rejected: readonly Rejection[], taken: BackendName): Rejection[] =>
	rejected.filter(({ backend }) => AUTOMATIC.indexOf(backend) < AUTOMATIC.indexOf(taken));

/** Looks at what `auto` may take, all at the same time. */
export const lookAutomatically = async (): Promise<Choices> => automatic(await Promise.all(AUTOMATIC.map((name) => lookAt(name, PATIENCE.automatic))));

function rejectionOf({ backend, device, reason, remedy, software }: Availability): Rejection | undefined {
	if (reason !== undefined) return { backend, reason: sentence(reason), ...(remedy !== undefined && { remedy: sentence(remedy) }) };
	if (!software) return undefined;
	return {
		backend,
		reason: `${device ?? 'The adapter'} is a program on the processor, slower than the backend cpu.`,
		remedy: `Ask for it by name to use it all the same: --backend ${backend}.`,
	};
}

/** In one line, with a full stop, whoever wrote it. */
export function sentence(text: string): string {
	const line = text.trim().replace(/\s+/g, ' ');
	return /[.!?]$/.test(line) ? line : `${line}.`;
}
