import { onPath } from '../../files/on-path.ts';
import type { DeviceEvent, GpuReading } from '../events.ts';
import { readNvidia } from './nvidia.ts';
import { processReader } from './process.ts';

export interface DeviceSampling {
	/** Steps made so far. */
	step(): number;
	emit(event: DeviceEvent): void;
	/** Writes to the run's own log. */
	log(text: string): void;
}

/** Milliseconds: before the first event, between two, and that a tool has for its answer. */
export interface Pace {
	first: number;
	between: number;
	timeout: number;
}

const PACE: Pace = { first: 1000, between: 3000, timeout: 2000 };
/** A tool that fails this often in a row is not asked again. */
const MOST_FAILURES = 3;

/** Tells how busy the machine is until it is stopped. Nothing comes after the stop, and nothing of it keeps the process alive. */
export function sampleDevice({ step, emit, log }: DeviceSampling, { first, between, timeout }: Pace = PACE): { stop(): void } {
	const stopped = new AbortController();
	const started = performance.now();
	const readProcess = processReader();
	const readGpus = gpuReader(log, timeout, stopped.signal);
	let timer: NodeJS.Timeout | undefined;
	const sample = async (): Promise<void> => {
		const gpus = await readGpus();
		if (stopped.signal.aborted) return;
		const elapsed = Number(((performance.now() - started) / 1000).toFixed(3));
		emit({ type: 'device', step: step(), elapsed, process: readProcess(), ...(gpus && { gpus }) });
		next(between);
	};
	const next = (wait: number): void => {
		timer = setTimeout(sample, wait).unref();
	};
	next(first);
	return {
		stop() {
			stopped.abort();
			clearTimeout(timer);
		},
	};
}

/** Asks for the GPUs as long as there is a tool that answers; what is wrong with it is logged once. */
function gpuReader(log: (text: string) => void, timeout: number, signal: AbortSignal): () => Promise<GpuReading[] | undefined> {
	let tool: string | undefined;
	let failures = 0;
	let logged = false;
	const complain = (text: string): void => {
		if (!logged && !signal.aborted) log(text);
		logged = true;
	};
	return async () => {
		if (failures >= MOST_FAILURES) return undefined;
		tool ??= await onPath('nvidia-smi');
		if (tool === undefined) {
			failures = MOST_FAILURES;
			complain('GPUs are not measured: nvidia-smi is not on the PATH.');
			return undefined;
		}
		try {
			const gpus = await readNvidia(tool, timeout, signal);
			failures = 0;
			return gpus;
		} catch (error) {
			failures++;
			complain(`GPUs are not measured: ${tool} ${(error as Error).message}. It is asked again, up to ${MOST_FAILURES} times in a row.`);
			return undefined;
		}
	};
}
