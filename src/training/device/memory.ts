import { freemem, totalmem } from 'node:os';

/** Bytes that this process may use; a container's limit counts as the machine's memory. */
export interface MachineMemory {
	total: number;
	/** What may be taken now, without what files are kept in for speed. */
	free: number;
}

/** Older Node.js tells of a limit by constrainedMemory alone. */
const available = (): number => (process as { availableMemory?(): number }).availableMemory?.() ?? Number.POSITIVE_INFINITY;

/** Without a limit the system tells nothing, 0, or a number beyond any memory. */
export function machineMemory(): MachineMemory {
	const total = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
	return { total, free: Math.min(total, freemem(), available()) };
}
