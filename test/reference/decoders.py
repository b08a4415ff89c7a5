"""Small decoders in plain PyTorch, double precision: the truth that the engine's tests compare with.

    python test/reference/decoders.py test/fixtures/engine

writes one JSON file per model: loss, gradients and scores of the first step, losses and gradient norms of twenty AdamW steps.
The weights are a formula of their index (`weight`), so that no fixture has to hold them.
"""

import json
import math
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
VOCABULARY, STEPS = 11, 20
OPTIMIZER = dict(learning_rate=1e-2, weight_decay=0.1, gradient_clip=0.5, beta1=0.9, beta2=0.95, epsilon=1e-8)


def weight(index, shape, norm):
    """The tensor at a place in the model's list: 0.3 · sin(0.37 · (i + 1) · (index + 1)); a norm's scale is 1 + a third of that."""
    numbers = 0.3 * torch.sin(0.37 * torch.arange(1, math.prod(shape) + 1) * (index + 1))
    numbers = 1 + numbers / 3 if norm else numbers
    return numbers.float().double().reshape(shape).requires_grad_()


def rotate_half(x):
    left, right = x.chunk(2, dim=-1)
    return torch.cat((-right, left), dim=-1)


def rotary(x, base):
    size = x.shape[-1]
    frequencies = base ** (-torch.arange(0, size, 2) / size)
    angles = torch.outer(torch.arange(x.shape[-2]).double(), frequencies)
    angles = torch.cat((angles, angles), dim=-1)
    return x * angles.cos() + rotate_half(x) * angles.sin()


def visible(positions, window):
    query, key = torch.arange(positions)[:, None], torch.arange(positions)[None, :]
    return (key <= query) & (query - key < (window or positions))


def attend(q, k, v, window):
    k, v = (x.repeat_interleave(q.shape[1] // x.shape[1], dim=1) for x in (k, v))
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    context = scores.masked_fill(~visible(q.shape[-2], window), -math.inf).softmax(-1) @ v
    return context.transpose(1, 2).flatten(2), scores


def heads_of(x, heads):
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def llama(w, tokens, *, layers, heads, kv_heads, base, window, tied, epsilon):
    def linear(x, name):
        return F.linear(x, w[f"{name}.weight"], w.get(f"{name}.bias"))

    def norm(x, name):
        return x / (x.pow(2).mean(-1, keepdim=True) + epsilon).sqrt() * w[f"{name}.weight"]

    x, scores = w["model.embed_tokens.weight"][tokens], []
    for layer in range(layers):
        place = f"model.layers.{layer}"
        y = norm(x, f"{place}.input_layernorm")
        q, k, v = (heads_of(linear(y, f"{place}.self_attn.{name}_proj"), n) for name, n in (("q", heads), ("k", kv_heads), ("v", kv_heads)))
        context, score = attend(rotary(q, base), rotary(k, base), v, window)
        scores.append(score)
        x = x + linear(context, f"{place}.self_attn.o_proj")
        y = norm(x, f"{place}.post_attention_layernorm")
        x = x + linear(F.silu(linear(y, f"{place}.mlp.gate_proj")) * linear(y, f"{place}.mlp.up_proj"), f"{place}.mlp.down_proj")
    return norm(x, "model.norm") @ w["model.embed_tokens.weight" if tied else "lm_head.weight"].T, scores


def gpt2(w, tokens, *, layers, heads, head_dim, activation):
    def linear(x, name):
        return x @ w[f"{name}.weight"] + w[f"{name}.bias"]

    def norm(x, name):
        return F.layer_norm(x, x.shape[-1:], w[f"{name}.weight"], w[f"{name}.bias"], 1e-5)

    act = {"gelu_new": lambda x: F.gelu(x, approximate="tanh"), "gelu": F.gelu, "relu": F.relu}[activation]
    x, scores = w["transformer.wte.weight"][tokens] + w["transformer.wpe.weight"][: tokens.shape[1]], []
    for layer in range(layers):
        place = f"transformer.h.{layer}"
        q, k, v = linear(norm(x, f"{place}.ln_1"), f"{place}.attn.c_attn").split(heads * head_dim, dim=-1)
        context, score = attend(heads_of(q, heads), heads_of(k, heads), heads_of(v, heads), None)
        scores.append(score)
        x = x + linear(context, f"{place}.attn.c_proj")
        x = x + linear(act(linear(norm(x, f"{place}.ln_2"), f"{place}.mlp.c_fc")), f"{place}.mlp.c_proj")
    return norm(x, "transformer.ln_f") @ w["transformer.wte.weight"].T, scores


def llama_shapes(*, width, layers, heads, kv_heads, head_dim, intermediate, tied, bias):
    shapes = {"model.embed_tokens.weight": (VOCABULARY, width)}

    def linear(name, inputs, outputs):
        shapes[f"{name}.weight"] = (outputs, inputs)
        if bias:
            shapes[f"{name}.bias"] = (outputs,)

    for layer in range(layers):
        place = f"model.layers.{layer}"
        shapes[f"{place}.input_layernorm.weight"] = (width,)
        linear(f"{place}.self_attn.q_proj", width, heads * head_dim)
        linear(f"{place}.self_attn.k_proj", width, kv_heads * head_dim)
        linear(f"{place}.self_attn.v_proj", width, kv_heads * head_dim)
        linear(f"{place}.self_attn.o_proj", heads * head_dim, width)
        shapes[f"{place}.post_attention_layernorm.weight"] = (width,)
        linear(f"{place}.mlp.gate_proj", width, intermediate)
        linear(f"{place}.mlp.up_proj", width, intermediate)
        linear(f"{place}.mlp.down_proj", intermediate, width)
    shapes["model.norm.weight"] = (width,)
    if not tied:
        shapes["lm_head.weight"] = (VOCABULARY, width)
    return shapes


def gpt2_shapes(*, width, layers, heads, head_dim, positions):
    shapes = {"transformer.wte.weight": (VOCABULARY, width), "transformer.wpe.weight": (positions, width)}

    def pair(name, *sizes):
        shapes[f"{name}.weight"], shapes[f"{name}.bias"] = sizes, sizes[-1:]

    for layer in range(layers):
        place = f"transformer.h.{layer}"
        pair(f"{place}.ln_1", width)
        pair(f"{place}.attn.c_attn", width, 3 * heads * head_dim)
        pair(f"{place}.attn.c_proj", heads * head_dim, width)
        pair(f"{place}.ln_2", width)
        pair(f"{place}.mlp.c_fc", width, 4 * width)
        pair(f"{place}.mlp.c_proj", 4 * width, width)
    pair("transformer.ln_f", width)
    return shapes


def is_norm(name):
    return "norm" in name or ".ln_" in name


def trained(model, shapes, forward, sequences=3, positions=7):
    w = {name: weight(index, shape, is_norm(name) and name.endswith(".weight")) for index, (name, shape) in enumerate(shapes.items())}
    count = sequences * positions
    tokens = (torch.arange(count) ** 2 % VOCABULARY).reshape(sequences, positions)
    targets = ((tokens * 7 + 3) % VOCABULARY).flatten()
    targets[[2, 9]] = -1
    o = OPTIMIZER
    kept = [p for name, p in w.items() if name.endswith(".bias") or is_norm(name) or ".wpe." in name]
    decayed = [p for p in w.values() if not any(p is other for other in kept)]
    groups = [dict(params=decayed, weight_decay=o["weight_decay"]), dict(params=kept, weight_decay=0.0)]
    optimizer = torch.optim.AdamW(groups, lr=o["learning_rate"], betas=(o["beta1"], o["beta2"]), eps=o["epsilon"])
    losses, norms, first = [], [], {}
    for step in range(STEPS):
        optimizer.zero_grad()
        logits, scores = forward(w, tokens)
        loss = F.cross_entropy(logits.flatten(0, 1), targets, ignore_index=-1)
        loss.backward()
        if step == 0:
            first = dict(
                gradients={name: p.grad.flatten().tolist() for name, p in w.items()},
                logits=logits.detach().flatten().tolist(),
                # Of long sequences the scores would be most of the fixture.
                scores=[score.detach().flatten().tolist() for score in scores] if positions < 64 else [],
            )
        norms.append(torch.nn.utils.clip_grad_norm_(w.values(), o["gradient_clip"]).item())
        losses.append(loss.item())
        optimizer.step()
    batch = dict(sequences=sequences, positions=positions, inputs=tokens.flatten().tolist(), targets=targets.tolist())
    return dict(model=model, batch=batch, optimizer=OPTIMIZER, losses=losses, gradient_norms=norms, **first)


def llama_case(*, width=8, layers=2, heads=4, kv_heads, head_dim, intermediate=12, tied, bias, window=None, **windows):
    model = dict(
        model_type="llama", hidden_size=width, num_hidden_layers=layers, num_attention_heads=heads, num_key_value_heads=kv_heads, head_dim=head_dim,
        intermediate_size=intermediate, vocab_size=VOCABULARY, max_position_embeddings=256, rope_theta=100.0, rms_norm_eps=1e-5,
        tie_word_embeddings=tied, attention_bias=bias, mlp_bias=bias,
    )  # fmt: skip
    shapes = llama_shapes(width=width, layers=layers, heads=heads, kv_heads=kv_heads, head_dim=head_dim, intermediate=intermediate, tied=tied, bias=bias)
    sizes = dict(layers=layers, heads=heads, kv_heads=kv_heads, base=100.0, window=window, tied=tied, epsilon=1e-5)
    return dict(trained(model, shapes, lambda w, tokens: llama(w, tokens, **sizes), **windows), window=window)


def gpt2_case(*, width=8, layers=2, heads=2, head_dim, activation):
    model = dict(
        model_type="gpt2", n_embd=width, n_layer=layers, n_head=heads, head_dim=head_dim, n_positions=10, vocab_size=VOCABULARY, activation_function=activation
    )
    shapes = gpt2_shapes(width=width, layers=layers, heads=heads, head_dim=head_dim, positions=10)
    sizes = dict(layers=layers, heads=heads, head_dim=head_dim, activation=activation)
    return dict(trained(model, shapes, lambda w, tokens: gpt2(w, tokens, **sizes)), window=None)


CASES = {
    "llama-grouped": lambda: llama_case(kv_heads=2, head_dim=6, tied=False, bias=False),
    "llama-window": lambda: llama_case(kv_heads=1, head_dim=2, tied=True, bias=True, window=3),
    "llama-long": lambda: llama_case(kv_heads=2, head_dim=6, tied=False, bias=False, sequences=2, positions=130),
    "llama-long-window": lambda: llama_case(kv_heads=4, head_dim=4, tied=False, bias=False, window=50, sequences=1, positions=200),
    "gpt2": lambda: gpt2_case(head_dim=4, activation="gelu_new"),
    "gpt2-decoupled": lambda: gpt2_case(head_dim=6, activation="gelu"),
}


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.8g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    for name, case in CASES.items():
        with open(f"{sys.argv[1]}/{name}.json", "w") as file:
            json.dump(rounded(case()), file, separators=(",", ":"))
            file.write("\n")
