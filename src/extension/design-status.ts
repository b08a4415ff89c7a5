import type { Facts } from '../server/requests.ts';

const ICONS = { error: 'error', warning: 'warning', info: 'info', hint: 'check' } as const;

/** What the status bar says of a design: its total, and how loud its worst finding is. */
export function designStatus({ parameters, line, worst, findings }: Facts): { text: string; label: string; details: string[] } {
	const total = parameters === undefined ? 'not counted' : `${parameters} parameters`;
	const found = worst === undefined ? 'nothing found' : `${findings === 1 ? '' : `${findings} findings, the worst: `}${worst.message}`;
	return {
		text: `$(${worst === undefined ? 'check' : ICONS[worst.severity]}) ${total}`,
		label: `Headroom: ${total}, ${found}`,
		details: [line, ...(worst === undefined ? [] : [`${worst.message} (${worst.rule})`])],
	};
}
