"""Counted truth for the families of models: what the real `transformers` classes hold, built on PyTorch's meta device.

    python test/reference/make_family_truth.py test/fixtures/families [model_type...]

One JSON file per model_type; README.md says what is in it. No weights, no network.
"""

import copy
import importlib
import inspect
import json
import pathlib
import re
import sys

import torch
import transformers
from transformers import CONFIG_MAPPING, PreTrainedConfig, PreTrainedModel
from transformers.models.auto import modeling_auto as auto

from family_configs import ABSENT, COMPOSITE, FAMILIES, PATTERNED_LAYERS, SMALL
from published_configs import PUBLISHED

# The usual class of a family is the first of these that the library names for it.
SEQUENCE = auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES
USUAL = [auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES, auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES, SEQUENCE, auto.MODEL_MAPPING_NAMES]
# Files name a type that the library knows under another name.
LIBRARY_TYPE = {"kimi_k2": "deepseek_v3"}
SEQUENCE_FIRST = {"bart", "mbart", "pegasus", "marian", "blenderbot", "blenderbot-small", "plbart", "mvp", "bigbird_pegasus", "prophetnet", "whisper"}
USUAL_CLASS = {"whisper": "WhisperForConditionalGeneration", "imagegpt": "ImageGPTForCausalImageModeling", "qwen2_vl": "Qwen2VLForConditionalGeneration"}

GENERIC = set(PreTrainedConfig().to_dict()) - {"tie_word_embeddings"}
# Keys that cannot change a shape: not worth a try.
SHAPELESS = re.compile(
    r"_token_id|_id$|dropout|pdrop|_eps|epsilon|initializer|init_|_init|coef|router_jitter|_std|scal(e|ing)|multiplier|^use_cache|time_step_(min|max|floor|limit)|token_ids|mask_(time|feature)"
    r"|layerdrop|chunk_size|seed|pretraining_tp|kernels|mambapy|transformers_version|model_type|prefix$|stage_names|out_(features|indices)|softcap|soft_cap|rope_(parameters|theta|scaling)"
)
# Keys that files carry although a class may not name them: the truth says whether they count.
ALSO_TRIED = {
    "head_dim": [18], "num_key_value_heads": [1], "attention_bias": [True], "qkv_bias": [False, True], "mlp_bias": [True], "use_bias": [False, True], "tie_word_embeddings": [True, False], "add_cross_attention": [True],
    "is_decoder": [True], "type_vocab_size": [5], "partial_rotary_factor": [0.5], "use_qk_norm": [True], "moe_intermediate_size": [20], "first_k_dense_replace": [1],
}
ROUTED = re.compile(r"\.experts\.(?!router|bias$)|\.mlp\.(input|output)_linear")
EXPERTS = ("num_experts", "num_local_experts", "n_routed_experts", "moe_num_experts")
FIXED_CHOICE = {"switch_transformers": 1, "nllb-moe": 2}
PER_TOKEN = ("num_experts_per_tok", "num_experts_per_token", "moe_topk", "moe_k", "top_k_experts", "moe_top_k")


def plain(value):
    """A configuration's values as JSON has them, generic keys left out."""
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items() if key not in GENERIC and not str(key).startswith("_") and key not in ("transformers_version", "model_type")}
    if isinstance(value, (list, tuple)):
        return [plain(entry) for entry in value]
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return str(value)
    return value if isinstance(value, (int, float, str, bool, type(None))) else str(value)


def configuration(model_type, keys):
    return CONFIG_MAPPING[LIBRARY_TYPE.get(model_type, model_type)](**copy.deepcopy(keys))


def build(model_class, config):
    with torch.device("meta"):
        return model_class._from_config(copy.deepcopy(config))


def tensors_of(model):
    return [[name, list(parameter.shape)] for name, parameter in model.named_parameters()]


def count(model):
    return sum(parameter.numel() for parameter in model.parameters())


def active(model, config):
    """Parameters that one token passes: of the routed experts the chosen share. None without experts."""
    values = {**config.to_dict(), **(config.to_dict().get("ffn_config") or {})}
    experts, chosen = (next((values[key] for key in keys if isinstance(values.get(key), int)), None) for keys in (EXPERTS, PER_TOKEN))
    chosen = FIXED_CHOICE.get(config.model_type, chosen)
    routed = sum(parameter.numel() for name, parameter in model.named_parameters() if ROUTED.search(name))
    if not routed or not experts or not chosen or getattr(config, "zero_expert_num", 0):
        return None
    return count(model) - routed + routed * chosen // experts


def usual_class(model_type):
    if model_type in USUAL_CLASS:
        return USUAL_CLASS[model_type]
    model_type = LIBRARY_TYPE.get(model_type, model_type)
    order = [SEQUENCE, *USUAL] if model_type in SEQUENCE_FIRST else USUAL
    for mapping in order:
        name = mapping.get(model_type)
        if name:
            return name if isinstance(name, str) else name[0]
    return None


def classes_of(config_class):
    """Every class of the library that is built from this configuration."""
    module = importlib.import_module(config_class.__module__.replace("configuration_", "modeling_"))
    members = inspect.getmembers(module, inspect.isclass)
    fit = [c for _, c in members if issubclass(c, PreTrainedModel) and c.__module__ == module.__name__ and getattr(c, "config_class", None) is config_class]
    return [c for c in fit if not re.search("Pre[tT]rained(.*)Model$", c.__name__)]


def model_class_for(model_type, config_class):
    name = usual_class(model_type)
    if name and hasattr(transformers, name) and getattr(getattr(transformers, name), "config_class", config_class) is config_class:
        return getattr(transformers, name)
    return classes_of(config_class)[-1]


def measure(model_class, config, names=True):
    model = build(model_class, config)
    result = {"class": model_class.__name__, "parameters": count(model)}
    share = active(model, config)
    if share is not None:
        result["active"] = share
    if names:
        result["tensors"] = tensors_of(model)
    return result


def reason(error):
    text = re.sub(r"^Class validation error for validator '\w+':\s*", "", " ".join(str(error).split()))
    return f"{type(error).__name__}: {text}"[:160]


def small_keys(defaults, changes):
    keys = {key: value for key, value in SMALL.items() if key in defaults}
    if "layer_types" in defaults and "num_hidden_layers" in keys:
        keys["num_hidden_layers"] = PATTERNED_LAYERS
    if isinstance(defaults.get("pad_token_id"), int) and defaults["pad_token_id"] >= keys.get("vocab_size", 0):
        keys["pad_token_id"] = 0
    return changed(keys, changes)


def changed(keys, changes):
    return {key: value for key, value in {**keys, **changes}.items() if value is not ABSENT}


def tries(key, value):
    """Other values for a key, to see whether it counts."""
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, int):
        return [value + 8 if value % 4 == 0 else value * 2, value + 1, None]
    if value is None:
        return [True, 16]
    return [None] if isinstance(value, str) else []


def one_key_changes(model_class, model_type, keys, total):
    """Each key alone changed: the totals that differ from the small configuration's, and the keys that never make a difference."""
    resolved = plain(configuration(model_type, keys).to_dict())
    candidates = {key: tries(key, keys.get(key, value)) for key, value in resolved.items() if not SHAPELESS.search(key)}
    for key, values in ALSO_TRIED.items():
        candidates.setdefault(key, values)
    differing, without_effect = [], []
    for key, values in candidates.items():
        effects = []
        for value in values:
            if key in keys and value == keys[key]:
                continue
            try:
                effect = count(build(model_class, configuration(model_type, {**keys, key: value})))
            except Exception as error:
                effect = None if value is None or "StrictDataclass" in type(error).__name__ and "type" in str(error) else reason(error)
            if effect is not None:
                effects.append((value, effect))
        different = [[{key: value}, effect] for value, effect in effects if effect != total]
        differing += different
        if effects and not different:
            without_effect.append(key)
    return differing, without_effect


def aliases(config_class, model_type, model_class, keys):
    """The small configuration with each key under its other name, where the library knows one."""
    results = {}
    for other, own in (config_class.attribute_map or {}).items():
        if own in keys:
            renamed = {(other if key == own else key): value for key, value in keys.items()}
            results[other] = try_count(model_class, model_type, renamed)
    return results


def try_count(model_class, model_type, keys):
    try:
        return count(build(model_class, configuration(model_type, keys)))
    except Exception as error:
        return reason(error)


def case(name, model_type, model_class, keys, names=True):
    entry = {"name": name, "config": keys}
    try:
        config = configuration(model_type, keys)
        entry.update(measure(model_class, config, names))
        resolved = plain(config.to_dict())
        usual = plain(configuration(model_type, {}).to_dict()) if model_type not in COMPOSITE else resolved
        entry["resolved"] = {key: value for key, value in resolved.items() if key not in keys and value != usual.get(key)}
        if not entry["resolved"]:
            del entry["resolved"]
    except Exception as error:
        entry.update({"class": model_class.__name__, "error": reason(error)})
    return entry


def heads(config_class, model_type, keys):
    """Every class of the family: its total, what it has beside the bare model's tensors, what it lacks of them. Three labels, so that classifiers show."""
    keys = {**keys, "num_labels": 3}
    totals, own, without = {}, {}, {}
    shapes = {}
    for model_class in classes_of(config_class):
        try:
            model = build(model_class, configuration(model_type, keys))
        except Exception as error:
            totals[model_class.__name__] = reason(error)
            continue
        totals[model_class.__name__] = count(model)
        shapes[model_class.__name__] = {name.removeprefix(f"{model.base_model_prefix}."): [name, list(p.shape)] for name, p in model.named_parameters()}
    bare = shapes.get(min((name for name in shapes if name.endswith("Model")), key=len, default=""), {})
    for name, tensors in shapes.items():
        own[name] = [entry for short, entry in tensors.items() if short not in bare]
        without[name] = [short for short in bare if short not in tensors]
    own, without = ({name: entries for name, entries in lists.items() if 0 < len(entries) <= 16} for lists in (own, without))
    return {"config": keys, "totals": totals, "own": own, "without": without}


def family_truth(model_type):
    table = FAMILIES[model_type]
    config_class = CONFIG_MAPPING[LIBRARY_TYPE.get(model_type, model_type)]
    model_class = model_class_for(model_type, config_class)
    base_defaults = config_class().to_dict()
    keys = small_keys(base_defaults, table["small"])
    small = case("small", model_type, model_class, keys)
    cases = [{"name": "defaults", "config": {}, **{k: v for k, v in case("", model_type, model_class, {}, names=False).items() if k not in ("name", "config")}}, small]
    cases += [case(name, model_type, model_class, changed(keys, changes)) for name, changes in table["cases"].items()]
    truth = {"model_type": model_type, "transformers": transformers.__version__, "defaults": plain(base_defaults), "cases": cases}
    if config_class.attribute_map:
        truth["attribute_map"] = config_class.attribute_map
        truth["aliases"] = aliases(config_class, model_type, model_class, keys)
    if "parameters" in small:
        truth["changes"], truth["without_effect"] = one_key_changes(model_class, model_type, keys, small["parameters"])
    truth["heads"] = heads(config_class, model_type, keys)
    return truth


def text_part(model):
    """The text model inside: the language model and its head."""
    inner = getattr(model, "model", model)
    language = next(module for module in (getattr(owner, name, None) for owner in (inner, model) for name in ("language_model", "text_model")) if module is not None)
    head = model.get_output_embeddings()
    parts = {id(p) for module in (language, head) if module is not None for p in module.parameters()}
    return [(name, parameter) for name, parameter in model.named_parameters() if id(parameter) in parts]


def composite_case(name, model_type, keys, names=True):
    model_class = getattr(transformers, auto.MODEL_FOR_IMAGE_TEXT_TO_TEXT_MAPPING_NAMES.get(model_type) or usual_class(model_type))
    entry = {"name": name, "config": keys, "class": model_class.__name__}
    try:
        model = build(model_class, configuration(model_type, keys))
        text = text_part(model)
        entry.update({"parameters": count(model), "text": {"parameters": sum(p.numel() for _, p in text)}})
        if names:
            entry["text"]["tensors"] = [[n, list(p.shape)] for n, p in text]
    except Exception as error:
        entry["error"] = reason(error)
    return entry


def composite_truth(model_type):
    keys = COMPOSITE[model_type]
    untied = {**keys, "tie_word_embeddings": False, "text_config": {**keys["text_config"], "tie_word_embeddings": False}}
    tied = {**keys, "tie_word_embeddings": True, "text_config": {**keys["text_config"], "tie_word_embeddings": True}}
    inner = {**keys, "text_config": {**keys["text_config"], "tie_word_embeddings": True}}
    cases = [composite_case("defaults", model_type, {}, names=False), composite_case("small", model_type, keys), composite_case("untied", model_type, untied, names=False),
             composite_case("tied", model_type, tied, names=False), composite_case("tied inside only", model_type, inner, names=False)]
    return {"model_type": model_type, "transformers": transformers.__version__, "defaults": plain(CONFIG_MAPPING[model_type]().to_dict()), "cases": cases}


def published_cases(model_type):
    """Configurations as their authors published them, keys as in their files."""
    for name, keys in PUBLISHED.get(model_type, {}).items():
        if model_type in COMPOSITE:
            yield composite_case(name, model_type, keys, names=False)
        else:
            named = keys.get("architectures", [None])[0]
            config_class = CONFIG_MAPPING[LIBRARY_TYPE.get(model_type, model_type)]
            model_class = getattr(transformers, named) if named else model_class_for(model_type, config_class)
            entry = case(name, model_type, model_class, {k: v for k, v in keys.items() if k != "architectures"}, names=False)
            yield {**entry, "config": keys}


def compact(value):
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def written(truth):
    """One case a line, so that a change shows as a change."""
    lines = []
    for key, value in truth.items():
        if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
            lines.append(f"{compact(key)}:[\n" + ",\n".join(compact(entry) for entry in value) + "\n]")
        else:
            lines.append(f"{compact(key)}:{compact(value)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main():
    folder, *chosen = sys.argv[1:]
    transformers.logging.set_verbosity(50)
    for model_type in chosen or [*FAMILIES, *COMPOSITE]:
        try:
            truth = composite_truth(model_type) if model_type in COMPOSITE else family_truth(model_type)
            truth["cases"] += published_cases(model_type)
        except Exception as error:
            print(f"{model_type}: {reason(error)}", file=sys.stderr)
            continue
        text = written(truth)
        json.loads(text)
        pathlib.Path(folder, f"{model_type}.json").write_text(text)
        bad = [f"{entry['name']}: {entry['error']}" for entry in truth["cases"] if "error" in entry]
        print(model_type, truth["cases"][0].get("class"), f"{len(text) // 1024} KB", *bad, sep=" | ", flush=True)


if __name__ == "__main__":
    main()
