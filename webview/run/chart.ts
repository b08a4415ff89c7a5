import uPlot from 'uplot';
import { formatLoss, formatWhole } from '../shared/format.ts';
import { extent, linearTicks, logTicks, lossRange } from './axis.ts';
import type { Curve } from './curve.ts';
import { type ChartColors, chartColors } from './theme.ts';

export interface ChartOptions {
	logarithmic: boolean;
	smoothing: boolean;
}

/** The loss chart. It draws what it is given and says where its cursor is. */
export interface Chart {
	show(curve: Curve, options: ChartOptions): void;
	/** Draws again in the theme's colours of now. */
	recolor(): void;
	/** Puts the cursor on a row of the curve, as a mouse would. */
	moveTo(row: number): void;
}

type Column = (number | null)[];
type Columns = [number[], Column, Column, Column];

const RAW = 1;
const SMOOTHED = 2;
const VALIDATION = 3;

/** A chart in `place` as wide as it; `onCursor` gets the row under the cursor, or undefined when it leaves. */
export function lossChart(place: HTMLElement, onCursor: (row: number | undefined) => void): Chart {
	let colors = chartColors();
	let options: ChartOptions = { logarithmic: false, smoothing: true };
	let data: Columns = [[], [], [], []];
	let plot: uPlot | undefined;

	const size = () => ({ width: place.clientWidth, height: place.clientHeight });
	const draw = () => {
		if (place.clientWidth === 0 || (data[0]?.length ?? 0) === 0) return;
		if (plot === undefined) plot = new uPlot(plotOptions({ ...size(), colors, options, onCursor }), data, place);
		else plot.setData(data);
	};
	const rebuild = () => {
		plot?.destroy();
		plot = undefined;
		draw();
	};
	new ResizeObserver(() => (plot ? plot.setSize(size()) : draw())).observe(place);

	return {
		show({ steps, training, smoothed, validation }, wanted) {
			const alike = wanted.logarithmic === options.logarithmic && wanted.smoothing === options.smoothing;
			options = wanted;
			// A log axis has no place for zero.
			const shown = (column: Column) => (wanted.logarithmic ? column.map((value) => (value !== null && value > 0 ? value : null)) : column);
			data = [steps, shown(training), shown(wanted.smoothing ? smoothed : smoothed.map(() => null)), shown(validation)];
			if (alike) draw();
			else rebuild();
		},
		recolor() {
			colors = chartColors();
			rebuild();
		},
		moveTo(row) {
			const step = data[0]?.[row];
			if (plot === undefined || step === undefined || step === null) return;
			const value = data[SMOOTHED]?.[row] ?? data[RAW]?.[row] ?? data[VALIDATION]?.[row] ?? 0;
			plot.setCursor({ left: plot.valToPos(step, 'x'), top: plot.valToPos(value, 'loss') });
		},
	};
}

interface PlotSetting {
	width: number;
	height: number;
	colors: ChartColors;
	options: ChartOptions;
	onCursor: (row: number | undefined) => void;
}

function plotOptions({ width, height, colors, options: { logarithmic, smoothing }, onCursor }: PlotSetting): uPlot.Options {
	const axis: uPlot.Axis = { stroke: colors.text, font: colors.font, ticks: { show: false }, border: { show: false } };
	const ticks = (plot: uPlot, low: number, high: number) => {
		const most = Math.max(2, Math.floor(plot.height / 36));
		return logarithmic ? logTicks(low, high, most) : linearTicks(low, high, most);
	};
	return {
		width,
		height,
		legend: { show: false },
		padding: [8, 24, 0, 0],
		cursor: { y: false, drag: { setScale: false, x: false, y: false }, points: { size: 7 } },
		scales: {
			x: { time: false, range: (_, low, high) => [low, Math.max(high, low + 1)] },
			loss: {
				distr: logarithmic ? 3 : 1,
				range: (plot) => lossRange(extent(plot.data.slice(RAW) as Column[]) ?? [0.1, 1], logarithmic),
			},
		},
		axes: [
			{ ...axis, grid: { show: false }, size: 26, values: (_, steps) => steps.map((step) => (Number.isInteger(step) ? formatWhole(step) : '')) },
			{
				...axis,
				scale: 'loss',
				size: 46,
				gap: 6,
				grid: { stroke: colors.grid, width: 1, dash: colors.gridDash },
				splits: (plot, _, low, high) => ticks(plot, low, high),
				filter: (_, losses) => losses,
				values: (_, losses) => losses.map((loss) => String(Number(loss.toPrecision(6)))),
			},
		],
		series: [
			{},
			{ scale: 'loss', stroke: colors.training, width: 1, alpha: smoothing ? colors.faint : 1, points: { show: false } },
			{ scale: 'loss', stroke: colors.training, width: 2, points: { show: false } },
			{ scale: 'loss', stroke: colors.validation, width: 1, dash: [3, 4], spanGaps: true, points: { show: true, size: 7, fill: colors.validation } },
		],
		hooks: { setCursor: [({ cursor }) => onCursor(cursor.idx ?? undefined)] },
	};
}

/** The readout of a row: its step, its losses, and the last evaluation up to it. */
export function readout(
	{ steps, training, smoothed, validation }: Curve,
	row: number,
): { step: string; training: string; smoothed: string; validation: string } {
	const evaluated = validation.findLastIndex((value, index) => index <= row && value !== null);
	const evaluation = evaluated < 0 ? '–' : `${formatLoss(validation[evaluated])}${evaluated === row ? '' : ` at ${formatWhole(steps[evaluated] ?? 0)}`}`;
	return { step: `Step ${formatWhole(steps[row] ?? 0)}`, training: formatLoss(training[row]), smoothed: formatLoss(smoothed[row]), validation: evaluation };
}
