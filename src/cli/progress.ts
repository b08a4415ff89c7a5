import { relative } from 'node:path';
import { formatBytes, formatCount } from '../analysis/units.ts';
import { isInside } from '../files/inside.ts';
import type { EvaluationEvent, RankEvent, RunEvent, StartEvent, StepEvent } from '../training/events.ts';
import { deviceInWords } from '../training/log-line.ts';
import type { Reporter, RunPlace } from '../training/reporter.ts';
import { evaluationInWords } from './evaluation.ts';
import { headsInWords } from './heads.ts';

/** Where progress is written: one line that changes on a terminal, plain lines elsewhere. */
export interface Screen {
	isLive: boolean;
	/** Columns of the terminal. */
	width: number;
	write(text: string): void;
	/** Milliseconds of a clock that only grows. */
	now(): number;
}

/** Milliseconds between two plain lines, and between two changes of the live one. */
const PAUSE = { plain: 5000, live: 100 };
const BAR_WIDTH = 20;
const SPARK_WIDTH = 40;

/** stderr, live where both it and stdout are terminals and NO_COLOR is not set. */
export const terminal = (): Screen => ({
	isLive: Boolean(process.stderr.isTTY && process.stdout.isTTY && !process.env.NO_COLOR),
	width: process.stderr.columns ?? 80,
	write: (text) => void process.stderr.write(text),
	now: () => performance.now(),
});

/** Shows a run to a person: where it is, what it evaluates to, and a table at its end. */
export function progressReporter({ run, folder }: RunPlace, screen: Screen = terminal()): Reporter {
	const place = isInside(process.cwd(), folder) ? relative(process.cwd(), folder) || '.' : folder;
	let start: StartEvent | undefined;
	let reading: number | undefined;
	let evaluating: { step: number; time: number; done: number } | undefined;
	let first: { step: number; time: number } | undefined;
	let last: StepEvent | undefined;
	let evaluation: EvaluationEvent | undefined;
	let rank: RankEvent | undefined;
	let memory: number | undefined;
	const losses: number[] = [];
	let shown = Number.NEGATIVE_INFINITY;

	const erase = (): void => {
		if (screen.isLive) screen.write('\r\x1b[K');
	};
	const line = (text: string): void => {
		erase();
		screen.write(`${text}\n`);
		shown = screen.isLive ? Number.NEGATIVE_INFINITY : screen.now();
	};
	/** How far something is, at most every so often: the bar goes by the whole, the time left by the pace since `from`. */
	const advance = (text: string, from: number, done: number, total: number, began: number): void => {
		const now = screen.now();
		if (now - shown < PAUSE[screen.isLive ? 'live' : 'plain']) return;
		shown = now;
		const left = done > from ? `, ${duration(((now - began) / (done - from)) * (total - done))} left` : '';
		if (!screen.isLive) screen.write(`${text}${left}\n`);
		else screen.write(`\r\x1b[K${`${bar(done / total)}  ${text}${left}`.slice(0, screen.width - 1)}`);
	};
	const step = (event: StepEvent): void => {
		last = event;
		losses.push(event.loss);
		const now = screen.now();
		first ??= { step: event.step, time: now };
		if (start === undefined) return;
		const text = `step ${event.step}/${start.steps}  loss ${event.loss.toFixed(3)}  ${formatCount(event.tokens_per_second)} tokens/s`;
		advance(text, first.step, event.step, start.steps, first.time);
	};
	const handlers: { [Type in RunEvent['type']]?: (event: Extract<RunEvent, { type: Type }>) => void } = {
		start(event) {
			start = event;
			const from = event.resumed_from === undefined ? '' : `, from step ${event.resumed_from}`;
			line(`Training ${run}: ${formatCount(event.parameters)} parameters, ${event.steps} steps${from}, on ${deviceInWords(event)} (${event.backend}).`);
			for (const { backend, reason } of event.rejected ?? []) line(`  not ${backend}: ${reason}`);
		},
		progress({ step, activity, done, total }) {
			if (activity === 'evaluating') {
				if (evaluating?.step !== step) evaluating = { step, time: screen.now(), done };
				return advance(`step ${step}  evaluating  ${formatCount(done)} of ${formatCount(total)} tokens`, evaluating.done, done, total, evaluating.time);
			}
			reading ??= screen.now();
			if (done < total) advance(`reading text  ${formatBytes(done)} of ${formatBytes(total)}`, 0, done, total, reading);
			else line(`read ${formatBytes(total)} of text in ${duration(screen.now() - reading)}; its tokens are kept in .headroom/cache, which may be deleted`);
		},
		step,
		evaluation(event) {
			evaluation = event;
			line(`step ${event.step}  validation loss ${event.loss.toFixed(3)}, ${evaluationInWords(event).join(', ')}`);
		},
		rank(event) {
			rank = event;
		},
		device(event) {
			memory = event.process.memory_peak;
		},
		warning: (event) => line(`step ${event.step}  ${event.message}`),
		end(event) {
			line('');
			if (event.message !== undefined) line(event.message);
			const rows: [string, string | undefined][] = [
				['run', place],
				['status', `${event.status} at step ${event.step}${start === undefined ? '' : ` of ${start.steps}`}`],
				['loss', last && `${last.loss.toFixed(3)}  ${sparkline(losses)}`],
				['validation', evaluation && `${evaluation.loss.toFixed(3)}, ${evaluationInWords(evaluation).join(', ')}, at step ${evaluation.step}`],
				['heads', rank && `${headsInWords(rank).join(', ')}, at step ${rank.step}`],
				['speed', last && `${formatCount(last.tokens_per_second)} tokens/s`],
				['memory', memory === undefined ? undefined : `${formatBytes(memory)} at most`],
			];
			for (const [name, value] of rows) if (value !== undefined) line(`  ${name.padEnd(12)}${value}`);
			if (event.status === 'stopped') line(`\nGo on with it by: headroom train --resume ${place}`);
		},
	};
	return {
		event: (event) => (handlers[event.type] as ((event: RunEvent) => void) | undefined)?.(event),
		note: line,
	};
}

const bar = (share: number): string => '█'.repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, '░');

/** `12 s`, `3 min 5 s`, `2 h 10 min`. */
function duration(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	const minutes = Math.floor(seconds / 60);
	return minutes < 60 ? `${minutes} min ${seconds % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The curve of a loss in eighths of a line, the mean of each part of the run as one mark. */
function sparkline(losses: readonly number[]): string {
	const marks = '▁▂▃▄▅▆▇█';
	const width = Math.min(SPARK_WIDTH, losses.length);
	const means = Array.from({ length: width }, (_, index) => {
		const part = losses.slice(Math.floor((index * losses.length) / width), Math.floor(((index + 1) * losses.length) / width));
		return part.reduce((sum, loss) => sum + loss, 0) / part.length;
	});
	const [least, most] = [Math.min(...means), Math.max(...means)];
	return means.map((mean) => marks[most === least ? 0 : Math.round(((mean - least) / (most - least)) * 7)]).join('');
}
