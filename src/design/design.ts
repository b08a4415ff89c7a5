import type { Architecture } from './architecture.ts';
import type { SourceDocument } from './dialects/document.ts';
import { readJson } from './dialects/json.ts';
import { readYaml } from './dialects/yaml.ts';
import type { Family } from './families/family.ts';
import { families } from './families/index.ts';
import { type KeyProblem, type Keys, keysFrom } from './keys.ts';
import {
	type Budget,
	type Data,
	type Device,
	type Parallel,
	readBudget,
	readData,
	readDevice,
	readParallel,
	readTraining,
	type Section,
	type Training,
} from './sections.ts';
import type { KeyValue, Range, SourceKey } from './source.ts';
import { modelPart, type TextModel, textClass } from './text-model.ts';

/** A file that describes a model, with everything it says. Reading never fails: what is wrong stands in `problems`. */
export interface Design {
	name: string;
	text: string;
	syntax: 'yaml' | 'json';
	/** `headroom`: a design file, NAME.headroom.yaml; `huggingface`: a config.json. */
	dialect: 'headroom' | 'huggingface';
	/** Every key of the file under its full path. */
	source: readonly SourceKey[];
	/** Set where the file holds several models: the one for text is the model here. */
	textModel?: TextModel;
	/** Keys of the model alone, paths counted from it. Keys of a file that `model:` names have the place of that name. */
	model: readonly ModelKey[];
	keys: Keys;
	modelType: string | undefined;
	/** Absent where `model_type` is unknown or missing: nothing is guessed. */
	family: Family | undefined;
	architecture: Architecture | undefined;
	data: Data;
	training: Training;
	budget: Budget;
	device: Device;
	parallel: Parallel;
	/** Keys of the file's own sections as they were read. */
	sections: Record<Section, Keys>;
	/** Severities for this file, as written. */
	rules: Record<string, KeyValue>;
	problems: DesignProblem[];
}

export interface ModelKey extends SourceKey {
	/** True where the key stands in the file that `model:` names. */
	inherited: boolean;
}

/** Something wrong with the file itself, under the id of the finding that reports it. */
export interface DesignProblem {
	kind: 'syntax' | 'unreadable-model' | KeyProblem['kind'];
	message: string;
	range: Range;
	/** Full path of the key, where there is one. */
	path?: readonly string[];
}

export interface ReadOptions {
	/** The file's name; its ending says the syntax. */
	name: string;
	/** Reads the file that `model: ./path` names; undefined where it cannot be read. */
	read?(path: string): string | undefined;
}

const isDesignName = (name: string): boolean => /\.headroom\.(ya?ml|jsonc?)$/.test(name);
const isYaml = (name: string): boolean => /\.ya?ml$/.test(name);
const parse = (name: string, text: string): SourceDocument => (isYaml(name) ? readYaml(text) : readJson(text));

/** True where a file is meant to be a design: by its name, or a JSON object with a `model_type`. */
export function isDesign(name: string, text: string): boolean {
	if (isDesignName(name)) return true;
	return /\.jsonc?$/.test(name) && /"model_type"\s*:/.test(text) && typeof readJson(text).content.model_type === 'string';
}

/** Reads a design file or a Hugging Face configuration; keys of the sections get their defaults here. */
export function readDesign(text: string, { name, read }: ReadOptions): Design {
	const dialect = isDesignName(name) ? 'headroom' : 'huggingface';
	const { keys: source, problems: syntaxProblems } = parse(name, text);
	const problems: DesignProblem[] = syntaxProblems.map((problem) => ({ kind: 'syntax', ...problem }));
	const under = (section: string): SourceKey[] =>
		source.filter(({ path }) => path.length > 1 && path[0] === section).map((key) => ({ ...key, path: key.path.slice(1) }));
	const own = (keys: SourceKey[]): ModelKey[] => keys.map((key) => ({ ...key, inherited: false }));

	const readModel = (): ModelKey[] => {
		if (dialect === 'huggingface') return own([...source]);
		const model = source.find(({ path }) => path.length === 1 && path[0] === 'model');
		if (model === undefined) {
			if (problems.length === 0)
				problems.push({ kind: 'unreadable-model', message: 'A design needs a model: its keys, or the path of a config.json.', range: { start: 0, end: 0 } });
			return [];
		}
		if (typeof model.value !== 'string') return own(under('model'));
		const base = read?.(model.value);
		if (base === undefined) {
			problems.push({
				kind: 'unreadable-model',
				message: `The model's file ${model.value} cannot be read from here.`,
				range: model.valueRange,
				path: model.path,
			});
			return own(under('overrides'));
		}
		const document = parse(model.value, base);
		if (document.problems.length > 0)
			problems.push({
				kind: 'unreadable-model',
				message: `${model.value} has a syntax error: ${document.problems[0]?.message}`,
				range: model.valueRange,
				path: model.path,
			});
		const overrides = under('overrides');
		const overridden = new Set(overrides.map(({ path }) => path.join('.')));
		const inherited = document.keys
			.filter(({ path }) => !overridden.has(path.join('.')))
			.map(({ path, value }) => ({ path, value, keyRange: model.keyRange, valueRange: model.valueRange, inherited: true }));
		return [...inherited, ...own(overrides)];
	};

	const whole = readModel();
	const { keys: model, type: modelType, defaults, textModel } = modelPart(whole);
	const keys = keysFrom(model, defaults);
	const family = modelType === undefined ? undefined : families.get(modelType);
	const named = namedClass(keys);
	const modelClass = family === undefined ? '' : textModel ? textClass(family, textModel, namedClass(keysFrom(whole)), named) : (named ?? family.classes[0]);
	const architecture = family?.architecture(keys, { modelClass, decoupled: dialect === 'headroom' });

	const note = (section: readonly string[], noted: Keys, at: readonly SourceKey[]) => {
		for (const { kind, key, message } of noted.problems) {
			const range = at.find(({ path }) => path.length === 1 && path[0] === key)?.valueRange ?? { start: 0, end: 0 };
			problems.push({ kind, message, range, path: [...section, key] });
		}
	};
	note([...(dialect === 'headroom' ? ['model'] : []), ...(textModel?.path ?? [])], keys, model);

	const section = <T>(name: Section, reader: (keys: Keys) => T): [T, Keys] => {
		const at = dialect === 'headroom' ? under(name) : [];
		const noted = keysFrom(at);
		const result = reader(noted);
		note([name], noted, at);
		return [result, noted];
	};
	const [data, dataKeys] = section('data', readData);
	const [training, trainingKeys] = section('training', (noted) => readTraining(noted, architecture?.objective === 'masked' ? 'masked' : 'causal'));
	const [budget, budgetKeys] = section('budget', readBudget);
	const [device, deviceKeys] = section('device', readDevice);
	const [parallel, parallelKeys] = section('parallel', readParallel);
	const sections = { data: dataKeys, training: trainingKeys, budget: budgetKeys, device: deviceKeys, parallel: parallelKeys };
	const rules = dialect === 'headroom' ? Object.fromEntries(under('rules').map(({ path, value }) => [path[0], value])) : {};
	return {
		name,
		text,
		syntax: isYaml(name) ? 'yaml' : 'json',
		dialect,
		source,
		...(textModel && { textModel }),
		model: [...model],
		keys,
		modelType,
		family,
		architecture,
		data,
		training,
		budget,
		device,
		parallel,
		sections,
		rules,
		problems,
	};
}

/** The place of a model key's value, else of its nearest relative: `model_type`, the model, or the file's first character. */
export function placeOf(design: Design, key: string): Range {
	const at = (name: string) => design.model.find(({ path }) => path.length === 1 && path[0] === name)?.valueRange;
	return (
		at(key) ??
		at('model_type') ??
		design.textModel?.range ??
		design.source.find(({ path }) => path.length === 1 && path[0] === 'model')?.keyRange ?? { start: 0, end: 0 }
	);
}

/** The first of `architectures`. */
function namedClass(keys: Keys): string | undefined {
	const architectures = keys.get('architectures');
	return Array.isArray(architectures) && typeof architectures[0] === 'string' ? architectures[0] : undefined;
}

/** The place of a section's value, such as `data`, `sequence_length`; undefined where the file does not hold it. */
export function placeIn(design: Design, ...path: string[]): Range | undefined {
	return design.source.find((key) => key.path.length === path.length && key.path.every((name, index) => name === path[index]))?.valueRange;
}
