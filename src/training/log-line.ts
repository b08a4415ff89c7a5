import { formatBytes } from '../analysis/units.ts';
import type { RunEvent, StartEvent } from './events.ts';

/** What `log.txt` says of an event; nothing of the many that only the charts need. */
export function logLine(event: RunEvent): string | undefined {
	switch (event.type) {
		case 'start':
			return `${event.resumed_from === undefined ? 'Training' : `Going on from step ${event.resumed_from}`}: ${event.parameters} parameters, ${event.steps} steps of ${event.tokens_per_step} tokens, ${event.backend} (${deviceInWords(event)}).${(event.rejected ?? []).map(({ backend, reason }) => ` Not ${backend}: ${reason}`).join('')}`;
		case 'evaluation':
			return `Step ${event.step}: validation loss ${event.loss.toFixed(4)}${event.accuracy === undefined ? '' : `, accuracy ${event.accuracy.toFixed(4)}`}.`;
		case 'checkpoint':
			return `Step ${event.step}: ${event.path} written.`;
		case 'end':
			return `Step ${event.step}: ${event.status}.${event.message === undefined ? '' : ` ${event.message}`}`;
		case 'warning':
			return `Step ${event.step}: ${event.message}`;
		case 'progress':
		case 'step':
		case 'rank':
		case 'device':
			return undefined;
	}
}

/** The device with its driver and memory, where they are told. */
export const deviceInWords = ({ device, driver, memory }: Pick<StartEvent, 'device' | 'driver' | 'memory'>): string =>
	[device, ...(driver === undefined ? [] : [driver]), ...(memory === undefined ? [] : [formatBytes(memory)])].join(', ');
