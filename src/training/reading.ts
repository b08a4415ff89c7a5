import type { Dataset } from './data/dataset.ts';
import type { RunData } from './data/run-data.ts';
import type { ProgressEvent } from './events.ts';

/** Milliseconds between two events. */
const PAUSE = 1000;

/** Has a run's data at hand; a long text is read first, and events tell how far. Undefined where the run is to stop. */
export async function readData(
	{ ready, read, bytes }: RunData,
	step: number,
	emit: (event: ProgressEvent) => void,
	shouldStop: () => boolean,
): Promise<Dataset | undefined> {
	if (ready !== undefined) return ready;
	let last = { time: Number.NEGATIVE_INFINITY, done: -1 };
	return read((done) => {
		const time = performance.now();
		if (done > last.done && (time - last.time >= PAUSE || done === bytes)) {
			last = { time, done };
			emit({ type: 'progress', step, activity: 'tokenising', done, total: bytes });
		}
		return !shouldStop();
	});
}
