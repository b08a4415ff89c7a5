import type { Family } from './families/family.ts';
import { families } from './families/index.ts';
import type { KeyValue, Range, SourceKey } from './source.ts';

/** The part of a file that holds a text model beside towers for images or sound. */
export interface TextModel {
	/** The file's own `model_type`, such as `llava`. */
	of: string;
	/** Path of the text model's map from the model's; empty where its keys stand beside the others. */
	path: readonly string[];
	/** Where the file names its own type. */
	range: Range;
}

/** Whose `tie_word_embeddings` the library reads: the file's own (false or true where it is left out), either, the text model's, or nobody's. */
type Tying = 'outer' | 'outer, tied' | 'either' | 'inner' | 'never';

interface Composite {
	/** The text model's family where its map does not name one. */
	text: string;
	tying: Tying;
	/** The library builds that family whatever the map names, and also without a map. */
	fixed?: boolean;
	/** Older files have the text model's keys beside their own. */
	flat?: boolean;
	path?: readonly string[];
}

/** Keys of classifiers, which are the whole file's. */
const LABELS = ['num_labels', 'id2label'];

const TEXT = ['text_config'];
const THINKER = ['thinker_config', 'text_config'];

/** Families of several models, as transformers reads them. */
const COMPOSITES: Readonly<Record<string, Composite>> = {
	aria: { text: 'aria_text', tying: 'outer', fixed: true },
	audioflamingo3: { text: 'qwen2', tying: 'never' },
	aya_vision: { text: 'cohere2', tying: 'outer, tied' },
	'blip-2': { text: 'opt', tying: 'inner' },
	cohere2_vision: { text: 'cohere2', tying: 'outer, tied' },
	deepseek_vl: { text: 'llama', tying: 'outer, tied' },
	deepseek_vl_hybrid: { text: 'llama', tying: 'outer, tied' },
	exaone4_5: { text: 'exaone4', tying: 'outer' },
	florence2: { text: 'bart', tying: 'outer, tied' },
	fuyu: { text: 'persimmon', tying: 'outer', flat: true },
	gemma3: { text: 'gemma3_text', tying: 'outer, tied', fixed: true },
	gemma3n: { text: 'gemma3n_text', tying: 'outer, tied', fixed: true },
	gemma4: { text: 'gemma4_text', tying: 'outer, tied', fixed: true },
	glm46v: { text: 'glm4v_text', tying: 'outer' },
	glm4v: { text: 'glm4v_text', tying: 'either', fixed: true },
	glm4v_moe: { text: 'glm4v_moe_text', tying: 'either', fixed: true },
	glmasr: { text: 'llama', tying: 'outer, tied' },
	got_ocr2: { text: 'qwen2', tying: 'outer, tied' },
	granite_speech: { text: 'granite', tying: 'outer, tied' },
	hyperclovax_vision_v2: { text: 'hyperclovax', tying: 'outer, tied' },
	idefics2: { text: 'mistral', tying: 'outer' },
	idefics3: { text: 'llama', tying: 'outer' },
	instructblip: { text: 'opt', tying: 'inner' },
	instructblipvideo: { text: 'opt', tying: 'inner' },
	internvl: { text: 'qwen2', tying: 'outer, tied' },
	janus: { text: 'llama', tying: 'outer, tied' },
	kimi_k25: { text: 'deepseek_v3', tying: 'outer, tied' },
	lfm2_vl: { text: 'lfm2', tying: 'outer, tied' },
	lighton_ocr: { text: 'qwen3', tying: 'outer, tied' },
	llama4: { text: 'llama4_text', tying: 'inner', fixed: true },
	llava: { text: 'llama', tying: 'either' },
	llava_next: { text: 'llama', tying: 'outer' },
	llava_next_video: { text: 'llama', tying: 'either' },
	llava_onevision: { text: 'qwen2', tying: 'either' },
	mistral3: { text: 'mistral', tying: 'outer, tied' },
	mllama: { text: 'mllama_text_model', tying: 'never', fixed: true },
	musicflamingo: { text: 'qwen2', tying: 'never' },
	ovis2: { text: 'qwen2', tying: 'outer, tied' },
	paligemma: { text: 'gemma', tying: 'outer, tied' },
	perception_lm: { text: 'llama', tying: 'outer' },
	qianfan_ocr: { text: 'qwen3', tying: 'outer' },
	qwen2_5_omni: { text: 'qwen2_5_omni_text', tying: 'outer', fixed: true, path: THINKER },
	qwen2_5_vl: { text: 'qwen2_5_vl_text', tying: 'either', fixed: true, flat: true },
	qwen2_audio: { text: 'qwen2', tying: 'never' },
	qwen2_vl: { text: 'qwen2_vl_text', tying: 'either', fixed: true, flat: true },
	qwen3_5: { text: 'qwen3_5_text', tying: 'outer', fixed: true },
	qwen3_5_moe: { text: 'qwen3_5_moe_text', tying: 'outer', fixed: true },
	qwen3_asr: { text: 'qwen3', tying: 'outer, tied' },
	qwen3_omni_moe: { text: 'qwen3_omni_moe_text', tying: 'outer', fixed: true, path: THINKER },
	qwen3_vl: { text: 'qwen3_vl_text', tying: 'outer', fixed: true },
	qwen3_vl_moe: { text: 'qwen3_vl_moe_text', tying: 'outer', fixed: true },
	shieldgemma2: { text: 'gemma3_text', tying: 'inner' },
	smolvlm: { text: 'llama', tying: 'outer' },
	vibevoice_asr: { text: 'qwen2', tying: 'never' },
	video_llama_3: { text: 'qwen2', tying: 'either' },
	video_llava: { text: 'llama', tying: 'outer' },
	vipllava: { text: 'llama', tying: 'outer' },
	voxtral: { text: 'llama', tying: 'never' },
};

/** Where a text model stands in the files of families that are not listed, whose map must name its own family. */
const USUAL_PATHS: readonly (readonly string[])[] = [TEXT, ['llm_config'], ['language_config'], ['language_model_config'], THINKER];

/** The keys that are read of a model, with what stands in for the class's own defaults. */
export interface ModelPart<Key extends SourceKey> {
	keys: readonly Key[];
	/** The family's `model_type`. */
	type: string | undefined;
	defaults: Readonly<Record<string, KeyValue>>;
	textModel?: TextModel;
}

/** The keys of the model that can be counted: all of them, or those of the text model inside where the file holds several models. */
export function modelPart<Key extends SourceKey>(keys: readonly Key[]): ModelPart<Key> {
	const at = (path: readonly string[]): Key | undefined => keys.find((key) => isAt(key, path));
	const outer = at(['model_type']);
	const of = outer?.value;
	const whole = { keys, type: typeof of === 'string' ? of : undefined, defaults: {} };
	if (outer === undefined || typeof of !== 'string' || families.has(of)) return whole;
	const composite = Object.hasOwn(COMPOSITES, of) ? COMPOSITES[of] : undefined;
	const paths = composite === undefined ? USUAL_PATHS : [composite.path ?? TEXT];
	const path = paths.find((each) => isMap(at(each)?.value)) ?? (composite?.flat ? [] : composite?.fixed ? paths[0] : undefined);
	if (path === undefined) return whole;
	const named = path.length > 0 ? at([...path, 'model_type'])?.value : undefined;
	const type = composite?.fixed || typeof named !== 'string' ? composite?.text : named;
	if (type === undefined) return whole;
	const inside = keys.filter((key) => key.path.length > path.length && path.every((name, index) => key.path[index] === name));
	const isLabels = (key: Key) => LABELS.some((name) => isAt(key, [name]));
	const own = [...inside.map((key) => ({ ...key, path: key.path.slice(path.length) })).filter((key) => !isLabels(key)), ...keys.filter(isLabels)];
	return { type, ...tied(keys, own, path, composite?.tying ?? 'inner'), textModel: { of, path, range: outer.valueRange } };
}

/** The text model's keys with the `tie_word_embeddings` that the library reads, and what holds where no key says it. */
function tied<Key extends SourceKey>(
	outer: readonly Key[],
	inner: readonly Key[],
	path: readonly string[],
	tying: Tying,
): Pick<ModelPart<Key>, 'keys' | 'defaults'> {
	const name = ['tie_word_embeddings'];
	const above = outer.find((key) => isAt(key, [...path.slice(0, -1), ...name]));
	const below = inner.find((key) => isAt(key, name));
	const deciding = { inner: below, never: undefined, either: above?.value === true ? above : (below ?? above), outer: above, 'outer, tied': above }[tying];
	return {
		keys: [...inner.filter((key) => key !== below), ...(deciding ? [{ ...deciding, path: name }] : [])],
		defaults: tying === 'inner' ? {} : { tie_word_embeddings: tying === 'outer, tied' },
	};
}

/** The class that is counted of the text model, by the class that the file names for the whole; one that is not counted stays as it is. */
export function textClass({ classes }: Family, { of, path }: TextModel, outer: string | undefined, inner: string | undefined): string {
	if (outer !== undefined && classes.includes(outer)) return outer;
	if (!Object.hasOwn(COMPOSITES, of)) return inner !== undefined && classes.includes(inner) ? inner : classes[0];
	if (outer === undefined || /For(ConditionalGeneration|CausalLM)$/.test(outer) || path === THINKER) return classes[0];
	return outer.endsWith('Model') ? (classes.find((name) => name.endsWith('Model')) ?? outer) : outer;
}

const isAt = ({ path }: SourceKey, at: readonly string[]): boolean => path.length === at.length && at.every((name, index) => path[index] === name);

const isMap = (value: KeyValue | undefined): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
