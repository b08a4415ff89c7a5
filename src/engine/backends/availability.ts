import type { BackendName } from './backend.ts';

/** What a look at the machine says of a backend, in words for people. Nothing is computed to find it out that takes more than a second or two. */
export interface Availability {
	backend: BackendName;
	/** What would run it: "NVIDIA H100 80GB HBM3". */
	device?: string;
	/** Its driver, or the library beneath, with its version: "driver 550.54, CUDA 12.4". */
	driver?: string;
	/** Bytes of its memory, where it tells. */
	memory?: number;
	/** Why it cannot be used; absent where it can. */
	reason?: string;
	/** What to do about it. */
	remedy?: string;
	/** True of an adapter that is a program on the processor: usable when asked for by name, never chosen by itself. */
	software?: boolean;
}
