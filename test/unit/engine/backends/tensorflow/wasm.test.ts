import { rmSync } from 'node:fs';
import { afterAll } from 'vitest';
import { agreesOnEveryOperator } from './cases.ts';
import { hasTheLibrarysGradients } from './families.ts';
import { sources, standIn } from './stand-in.ts';
import { trainsAsOnnxRuntimeDoes } from './training.ts';

const runtimes = standIn(sources.wasm);
process.env.HEADROOM_RUNTIMES = runtimes;
afterAll(() => rmSync(runtimes, { recursive: true }));

trainsAsOnnxRuntimeDoes();
hasTheLibrarysGradients();
agreesOnEveryOperator();
