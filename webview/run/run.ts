import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import '@vscode-elements/elements/dist/vscode-option/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode-elements/elements/dist/vscode-single-select/index.js';
import '@vscode-elements/elements/dist/vscode-toolbar-button/index.js';
import 'uplot/dist/uPlot.min.css';
import './run.css';
import { formatBytes } from '../../src/analysis/units.ts';
import type { WarningEvent } from '../../src/training/events.ts';
import { type FromRunPanel, isUnderWay, type RunState, type ToRunPanel } from '../shared/protocol.ts';
import { lossChart, readout } from './chart.ts';
import { chartCursor } from './chart-cursor.ts';
import { type Curve, curveOf, smoothingSpan } from './curve.ts';
import { showDevice } from './device.ts';
import { byId, setText } from './elements.ts';
import { showHeader } from './header.ts';
import { showNumbers } from './numbers.ts';
import { showRank } from './rank.ts';
import { onSampleChosen, showSample } from './sample.ts';
import { states } from './states.ts';
import { stateInWords } from './summary.ts';
import { onThemeChange } from './theme.ts';
import { receive, type View } from './view.ts';
import { showWarnings } from './warnings.ts';

/** The run panel. It keeps nothing of its own: the extension answers `ready` with all there is to show. */

declare function acquireVsCodeApi(): { postMessage(message: FromRunPanel): void; setState(state: unknown): void };
type Checkbox = HTMLElement & { checked: boolean };

const vscode = acquireVsCodeApi();
let view: View | undefined;
let curve: Curve | undefined;
let hovered: number | undefined;
let announced: { state: RunState; warning: WarningEvent | undefined } | undefined;
let drawing = false;

const cursor = chartCursor(byId('chart'), {
	rows: () => curve?.steps.length ?? 0,
	moveTo: (row) => chart.moveTo(row),
	describe: (row) => {
		const { step, training, validation } = readout(curve as Curve, row);
		return `${step}, training loss ${training}, validation loss ${validation}`;
	},
});
const chart = lossChart(byId('chart'), (row) => {
	hovered = row;
	showReadout();
});

/** Draws once a frame, however many messages come. */
function draw(): void {
	if (drawing) return;
	drawing = true;
	requestAnimationFrame(() => {
		drawing = false;
		if (view !== undefined) show(view);
	});
}

function show(current: View): void {
	const { run, record } = current;
	const hasCurve = record.steps.length > 0 || record.evaluations.length > 0;
	document.querySelector('main')?.setAttribute('aria-busy', 'false');
	showHeader(current);
	byId('curve').hidden = run.state === 'refused';
	byId('chart').hidden = !hasCurve;
	byId('empty').hidden = hasCurve;
	setText('empty', emptyText(current));
	showCurve(current);
	showNumbers(record);
	showDevice(record);
	showWarnings(record);
	showSample(record);
	showRank(record.rank);
	announce(current);
}

/** What stands in the chart's place. */
function emptyText({ run: { state }, record: { start, progress } }: View): string {
	if (isUnderWay(state) && progress?.activity === 'tokenising') return `Reading the text: ${formatBytes(progress.done)} of ${formatBytes(progress.total)}`;
	return states[start === undefined || state !== 'starting' ? state : 'running'].empty;
}

/** Tells a screen reader of a new state, and of a warning that came since the panel was first filled. */
function announce({ run, record }: View): void {
	const warning = record.warnings.at(-1);
	if (announced !== undefined && announced.state !== run.state) setText('announcement', stateInWords(run.name, run.state, record, run.message));
	else if (announced !== undefined && warning !== undefined && announced.warning !== warning)
		setText('announcement', `Warning at step ${warning.step}: ${warning.message}`);
	announced = { state: run.state, warning };
}

function showCurve({ record }: View): void {
	const smoothing = byId<Checkbox>('smoothing').checked;
	curve = curveOf(record);
	chart.show(curve, { smoothing, logarithmic: byId<Checkbox>('logarithmic').checked });
	byId('legend-smoothed-series').hidden = !smoothing;
	setText('legend-span', `≈ ${smoothingSpan(record.start?.steps ?? record.steps.length)}-step mean`);
	cursor.update();
	showReadout();
}

function showReadout(): void {
	const rows = curve?.steps.length ?? 0;
	byId('legend-step').parentElement?.toggleAttribute('hidden', rows === 0);
	if (curve === undefined || rows === 0) return;
	const { step, training, smoothed, validation } = readout(curve, Math.min(hovered ?? rows - 1, rows - 1));
	setText('legend-step', step);
	setText('legend-training', training);
	setText('legend-smoothed', smoothed);
	setText('legend-validation', validation);
}

const onClick = (id: string, message: FromRunPanel) =>
	byId(id).addEventListener('click', (event) => {
		event.preventDefault();
		vscode.postMessage(message);
	});

onClick('stop', { type: 'stop' });
onClick('train-again', { type: 'train-again' });
onClick('design', { type: 'open-design' });
onClick('open-design', { type: 'open-design' });
onClick('message-open-design', { type: 'open-design' });
onClick('open-folder', { type: 'open-folder' });
onClick('show-log', { type: 'show-log' });
for (const id of ['smoothing', 'logarithmic']) byId(id).addEventListener('change', draw);
onSampleChosen(draw);
onThemeChange(() => chart.recolor());

window.addEventListener('message', ({ data }: MessageEvent<ToRunPanel>) => {
	view = receive(view, data);
	if (data.type === 'run') vscode.setState(data.run.restore);
	draw();
});
vscode.postMessage({ type: 'ready' });
