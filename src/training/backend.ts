import type { Availability } from '../engine/backends/availability.ts';
import type { BackendName } from '../engine/backends/backend.ts';
import { backendRefusal } from './backend-refusal.ts';
import { BACKENDS, type Choices, lookAt, lookAutomatically, sentence } from './backends.ts';
import type { Capsule } from './capsule.ts';
import { Refusal } from './refusal.ts';

const isBackend = (name: string): name is BackendName => (BACKENDS as readonly string[]).includes(name);

/**
 * Where a new run may train: the backend that is named, or what `auto` finds. Throws a Refusal where the named one is none, or cannot
 * run; another is never taken in its place.
 */
export async function chooseBackend(named: string): Promise<Choices> {
	if (named === 'auto') return lookAutomatically();
	const look = await lookAt(backendNamed(named));
	if (look.reason !== undefined) throw new Refusal(backendRefusal(named, inWords(look)));
	return { usable: [look], rejected: [] };
}

/** Where a run goes on: as it began, or as is asked for now. Throws a Refusal where that cannot run. */
export async function chooseToGoOn({ backend, device }: Pick<Capsule, 'backend' | 'device'>, named: string | undefined): Promise<Choices> {
	if (named !== undefined) return chooseBackend(named);
	const look = await lookAt(backendNamed(backend));
	if (look.reason === undefined) return { usable: [look], rejected: [] };
	throw new Refusal(
		`The run was trained by ${backend} (${device}), which cannot run here. ${inWords(look)} Another backend goes on with it by --backend auto, no longer to the same bytes.`,
	);
}

/** What a name stands for; throws a Refusal where it is none. */
function backendNamed(name: string): BackendName {
	if (!isBackend(name)) throw new Refusal(`--backend is one of auto, ${BACKENDS.join(', ')}, not ${name}.`);
	return name;
}

const inWords = ({ reason = '', remedy }: Availability): string => [reason, ...(remedy === undefined ? [] : [remedy])].map(sentence).join(' ');
