import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import { agreesOnEveryOperator } from './cases.ts';
import { sources, standIn } from './stand-in.ts';

const runtimes = standIn(sources.wasm);
process.env.HEADROOM_RUNTIMES = runtimes;
afterAll(() => rmSync(runtimes, { recursive: true }));

agreesOnEveryOperator();
