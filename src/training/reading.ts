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
	let told = Number.NEGATIVE_INFINITY;
	return read((done) => {
		const now = performance.now();
		if (now - told >= PAUSE || done === bytes) {
			told = now;
			emit({ type: 'progress', step, activity: 'tokenising', done, total: bytes });
		}
		return !shouldStop();
	});
}
