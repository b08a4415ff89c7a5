"""Loss and gradients of small models of the library's own classes, in double precision: the truth that `test/unit/engine/families.test.ts` compares with.

    python test/reference/make_training_truth.py test/fixtures/training            # all
    python test/reference/make_training_truth.py test/fixtures/training qwen3 bert # some

One JSON file per `model_type` with its cases. Weights and tokens are a formula of their place (`training_weights.py`), so that no fixture has to hold them.
"""

import json
import math
import sys

import torch
import transformers

from training_configs import CASES
from training_weights import tokens_of, weight_of

ENTRIES = 4


def library_model(config):
    keys = dict(config)
    kind, name = keys.pop("model_type"), keys.pop("architectures", [None])[0]
    implementation = keys.pop("attention", "eager")
    made = transformers.AutoConfig.for_model(kind, **keys)
    made._attn_implementation, made._experts_implementation = implementation, "eager"
    auto = transformers.AutoModelForMaskedLM if masked(kind) else transformers.AutoModelForCausalLM
    model = getattr(transformers, name)(made) if name else auto.from_config(made, attn_implementation=implementation, experts_implementation="eager")
    return model.double().eval()


def masked(kind):
    return kind in ("bert", "roberta", "modernbert")


def truth(config, sequences=2, positions=9):
    model = library_model(config)
    named = dict(model.named_parameters())
    with torch.no_grad():
        for name, parameter in named.items():
            parameter.copy_(weight_of(name, tuple(parameter.shape)))
        # DeepSeek-V3's bias of the choice is no parameter, but part of its files.
        for name, buffer in model.named_buffers():
            if name.endswith("e_score_correction_bias"):
                buffer.copy_(weight_of(name, tuple(buffer.shape)))
    vocabulary = config["vocab_size"]
    tokens = tokens_of(sequences, positions, vocabulary)
    targets = tokens_of(sequences, positions, vocabulary, salt=1)
    counted = torch.arange(sequences * positions).reshape(sequences, positions) % 5 != 3
    targets = torch.where(counted, targets, -1)
    outputs = model(input_ids=tokens, **({"output_router_logits": True} if "router_aux_loss_coef" in config else {}))
    loss = torch.nn.functional.cross_entropy(outputs.logits.flatten(0, 1), targets.flatten(), ignore_index=-1)
    total = loss
    balance = getattr(outputs, "aux_loss", None)
    if balance is not None:
        total = loss + config["router_aux_loss_coef"] * balance
    total.backward()
    gradients = {name: gradient_of(parameter) for name, parameter in named.items()}
    return dict(
        model={key: value for key, value in config.items() if key != "attention"},
        batch=dict(sequences=sequences, positions=positions, inputs=tokens.flatten().tolist(), targets=targets.flatten().tolist()),
        loss=loss.item(),
        **({} if balance is None else {"balance": balance.item()}),
        gradients=gradients,
    )


def gradient_of(parameter):
    """The norm of a tensor's gradient, and as many of its entries, evenly spread."""
    flat = torch.zeros(parameter.numel()).double() if parameter.grad is None else parameter.grad.flatten()
    places = [index * flat.numel() // ENTRIES for index in range(ENTRIES)]
    return [flat.norm().item(), *(flat[place].item() for place in places)]


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.7g}") if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    folder, *wanted = sys.argv[1:]
    for kind, cases in CASES.items():
        if wanted and kind not in wanted:
            continue
        results = [dict(case=name, **rounded(truth(dict(model_type=kind, **config)))) for name, config in cases.items()]
        with open(f"{folder}/{kind}.json", "w") as file:
            json.dump(dict(library=f"transformers {transformers.__version__}, torch {torch.__version__}", cases=results), file, separators=(",", ":"))
            file.write("\n")
        print(kind, *(f"{result['case']}: {result['loss']:.4f}" for result in results), sep="\n  ")
