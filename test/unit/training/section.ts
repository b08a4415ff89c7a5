import { keysFrom } from '../../../src/design/keys.ts';
import { type Data, readData } from '../../../src/design/sections.ts';
import type { KeyValue } from '../../../src/design/source.ts';

const NOWHERE = { start: 0, end: 0 };

/** A design's `data:` of these keys. */
export const readSection = (keys: Record<string, KeyValue>): Data =>
	readData(keysFrom(Object.entries(keys).map(([key, value]) => ({ path: [key], value, keyRange: NOWHERE, valueRange: NOWHERE }))));
