import type { DeviceEvent } from '../../src/training/events.ts';
import { formatWhole } from '../shared/format.ts';
import type { RunRecord } from '../shared/record.ts';
import { type DeviceGroup, groupsOf, type Reading } from './device-readings.ts';
import { byId, make, setText } from './elements.ts';
import { showRejected } from './rejected.ts';
import { HEIGHT, linesOf, WIDTH } from './sparkline.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Room in a curve of few readings, so that two are no cliff: a minute. */
const LEAST_PLACES = 20;

let shown: DeviceEvent | undefined;

/** Why the device was taken, and how busy the machine was when it last told; nothing where neither is known. */
export function showDevice({ devices, start }: RunRecord): void {
	const latest = devices.at(-1);
	showRejected(start);
	byId('load').hidden = latest === undefined && start?.rejected === undefined;
	if (latest === undefined || latest === shown) return;
	shown = latest;
	setText('load-step', latest.step === 0 ? 'before the first step' : `at step ${formatWhole(latest.step)}`);
	byId('load-groups').replaceChildren(...groupsOf(devices).map((group, _, { length }) => element(group, length > 1)));
}

function element({ name, readings }: DeviceGroup, isOneOfMany: boolean): HTMLElement {
	const group = make('div', '', { class: 'device', role: 'group', 'aria-label': name });
	const list = make('dl', '', { class: 'metrics' });
	list.append(...readings.map(pair));
	group.append(...(isOneOfMany ? [make('h3', name)] : []), list);
	return group;
}

function pair({ name, value, history }: Reading): HTMLElement {
	const term = make('div');
	const definition = make('dd', value);
	if (history !== undefined) definition.append(sparkline(history, Math.max(LEAST_PLACES, history.length)));
	term.append(make('dt', name), definition);
	return term;
}

/** A small curve beside a number that says the same of now; screen readers pass it over. */
function sparkline(shares: readonly (number | undefined)[], most: number): SVGElement {
	const svg = document.createElementNS(SVG, 'svg');
	for (const [name, value] of Object.entries({ class: 'sparkline', viewBox: `0 -1 ${WIDTH} ${HEIGHT + 2}`, 'aria-hidden': 'true' }))
		svg.setAttribute(name, value);
	for (const points of linesOf(shares, most)) {
		const line = document.createElementNS(SVG, 'polyline');
		line.setAttribute('points', points);
		svg.append(line);
	}
	return svg;
}
