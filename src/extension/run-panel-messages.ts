import * as v from 'valibot';
import type { FromRunPanel, RunPlace } from '../../webview/shared/protocol.ts';

const fromRunPanel = v.strictObject({
	type: v.picklist(['ready', 'stop', 'train-again', 'open-design', 'open-folder', 'show-log'] satisfies FromRunPanel['type'][]),
});
const place = v.object({ folder: v.string(), design: v.string(), started: v.number() });

/** A message of the run panel, or undefined where it is none. */
export function readMessage(received: unknown): FromRunPanel | undefined {
	const result = v.safeParse(fromRunPanel, received);
	return result.success ? result.output : undefined;
}

/** What a panel kept for a reload, or undefined where that cannot be read. */
export function readPlace(kept: unknown): RunPlace | undefined {
	const result = v.safeParse(place, kept);
	return result.success ? result.output : undefined;
}
