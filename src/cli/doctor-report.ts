import { styleText } from 'node:util';
import { formatBytes } from '../analysis/units.ts';
import type { Diagnosis } from './diagnosis.ts';

export interface ReportLook {
	/** Columns of a line. */
	width: number;
	/** Marks in green and red; the words say the same. */
	isColoured: boolean;
}

const LABEL = 14;
const PLATFORMS: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };

/** A diagnosis for people: what there is, what each backend would do, and which one `auto` takes. */
export function doctorReport(diagnosis: Diagnosis, { width, isColoured }: ReportLook): string {
	const { headroom, backends, auto } = diagnosis;
	const line = (label: string, text: string, indent = 2): string[] =>
		wrapped(text, width - LABEL - indent).map((part, index) => ' '.repeat(indent) + (index === 0 ? label : '').padEnd(LABEL) + part);
	const mark = (good: boolean): string => {
		const sign = good ? '✓' : '✗';
		return isColoured ? styleText(good ? 'green' : 'red', sign) : sign;
	};
	const described = backends.flatMap((look) => {
		const { backend, usable, software, device, driver, memory, reason, remedy } = look;
		const by = [device, driver, memory === undefined ? undefined : formatBytes(memory)].filter((part) => part !== undefined).join(', ');
		const state = !usable ? 'cannot run' : backend === 'tensorflow' || software ? 'can run, when asked for by name' : 'can run';
		return [
			`  ${mark(usable)} ${backend.padEnd(LABEL - 2)}${state}${backend === auto.backend ? ', and is what auto takes' : ''}`,
			...(by === '' ? [] : line('', by)),
			...(reason === undefined ? [] : line('', reason)),
			...(remedy === undefined ? [] : line('', remedy)),
		];
	});
	const rejected = auto.rejected.map(({ backend, reason, remedy }) => {
		const look = backends.find((each) => each.backend === backend);
		// What stands above is not said again.
		return look?.reason === undefined ? `not ${backend}: ${reason} ${remedy ?? ''}` : `not ${backend}, as it cannot run`;
	});
	return [
		`Headroom ${headroom}`,
		...facts(diagnosis).flatMap(([label, text]) => line(label, text)),
		'',
		'Backends',
		...described,
		'',
		`--backend auto takes ${auto.backend}${rejected.length === 0 ? ', the first choice.' : ':'}`,
		...rejected.flatMap((text) => wrapped(text, width - 2).map((part) => `  ${part}`)),
		...(auto.backend === 'tensorflow' ? [] : ['  tensorflow is only taken when it is asked for by name']),
	].join('\n');
}

function facts({ system, node, editor, processor, memory, onnxruntime, nvidia, runtimes }: Diagnosis): [label: string, text: string][] {
	const { physical_cores: cores, threads } = processor;
	const bundled = onnxruntime.providers.filter(({ bundled }) => bundled).map(({ name }) => name);
	return [
		['system', `${PLATFORMS[system.platform] ?? system.platform} ${system.release}, ${system.arch}`],
		['Node.js', node],
		...(editor === null ? [] : [['editor', editor] as [string, string]]),
		['processor', `${processor.name}, ${count(cores, 'physical core')}, ${count(threads, 'thread')}`],
		['memory', `${formatBytes(memory.total)}, ${formatBytes(memory.free)} free`],
		['ONNX Runtime', `${onnxruntime.version}, ${onnxruntime.problem === null ? `with ${bundled.join(', ')}` : `does not load: ${onnxruntime.problem}`}`],
		['NVIDIA', nvidia === null ? 'no device answers (nvidia-smi)' : `driver ${nvidia.driver}${nvidia.cuda === null ? '' : `, for CUDA up to ${nvidia.cuda}`}`],
		...(nvidia?.devices ?? []).map(({ name, memory: size, capability }): [string, string] => [
			'',
			`${name}${size === undefined ? '' : `, ${formatBytes(size)}`}, compute capability ${capability}`,
		]),
		['runtimes', runtimes.folder],
		['', `cuda ${runtimes.cuda === null ? 'is not installed' : runtimes.cuda}`],
		['', `tensorflow ${runtimes.tensorflow === null ? 'is not installed' : `${runtimes.tensorflow.name} ${runtimes.tensorflow.version}`}`],
	];
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;

/** Lines of at most so many columns, broken between words; a longer word stands alone. */
function wrapped(text: string, width: number): string[] {
	const lines = [''];
	for (const word of text.trim().split(/\s+/)) {
		const line = lines.at(-1) as string;
		if (line === '') lines[lines.length - 1] = word;
		else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
		else lines.push(word);
	}
	return lines;
}
