"""Ranks and attention of heads by NumPy, in double precision: the truth that `test/unit/training/rank` compares with.

    python test/reference/make_rank_truth.py > test/fixtures/rank/heads.json

Scores are a formula of their place, written again in `test/unit/training/rank/truth.ts`, so that no fixture has to hold them.
"""

import json

import numpy


def scores_of(heads, tokens, size, gain, shift):
    """[heads, tokens, tokens] in single precision; each query's scores lie around shift · (query + 1)."""
    place, entry, head = numpy.arange(tokens)[:, None], numpy.arange(size)[None, :], numpy.arange(heads)[:, None, None]
    queries = numpy.sin(0.37 * place * (entry + 1) + entry + head)
    keys = numpy.cos(0.53 * place * (entry + 2) + 2 * entry + head)
    products = queries @ keys.transpose(0, 2, 1) * gain / numpy.sqrt(size)
    return (products + shift * (numpy.arange(tokens)[:, None] + 1)).astype(numpy.float32).astype(numpy.float64)


def ranks(scores):
    means = scores.mean(axis=1, keepdims=True)
    values = numpy.linalg.svd(scores - means, compute_uv=False)
    tokens = len(scores)
    tolerance = tokens * float(numpy.finfo(numpy.float32).eps) * max(values[0], numpy.sqrt(tokens) * numpy.linalg.norm(means))
    kept = values[values > tolerance]
    shares = kept / kept.sum()
    return dict(
        effective_rank=float(numpy.exp(-(shares * numpy.log(shares)).sum())),
        stable_rank=float((kept**2).sum() / kept[0] ** 2),
        numerical_rank=len(kept),
        singular_values=[float(value) for value in kept],
    )


MASKS = {
    "full": lambda back, query, key, _: back == back,
    "causal": lambda back, query, key, _: back >= 0,
    "causal-window": lambda back, query, key, mask: (back >= 0) & (back < mask["window"]),
    "chunk": lambda back, query, key, mask: (back >= 0) & (query // mask["chunk"] == key // mask["chunk"]),
    "band": lambda back, query, key, mask: abs(back) <= mask["reach"],
}

SLOPES = {4: [2**-2, 2**-4, 2**-6, 2**-8], 3: [2**-4, 2**-8, 2**-2]}


def attention(scores, mask, cap=None, alibi=False):
    heads, tokens, _ = scores.shape
    query, key = numpy.arange(tokens)[:, None], numpy.arange(tokens)[None, :]
    seen = MASKS[mask["kind"]](query - key, query, key, mask)
    logits = numpy.tanh(scores / cap) * cap if cap else scores
    if alibi:
        logits = logits - numpy.array(SLOPES[heads])[:, None, None] * (query - key)
    logits = numpy.where(seen, logits, -numpy.inf)
    weights = numpy.exp(logits - logits.max(axis=-1, keepdims=True))
    weights /= weights.sum(axis=-1, keepdims=True)
    entropy = -(weights * numpy.log(numpy.where(weights > 0, weights, 1))).sum(axis=-1).mean(axis=-1)
    return [dict(attention_entropy=float(e), max_score=float(m)) for e, m in zip(entropy, numpy.where(seen, scores, -numpy.inf).max(axis=(1, 2)))]


RANKS = [
    dict(tokens=16, size=4, gain=1, shift=0),
    dict(tokens=24, size=24, gain=3, shift=0),
    dict(tokens=32, size=1, gain=1, shift=0),
    dict(tokens=40, size=7, gain=0.01, shift=0),
    dict(tokens=20, size=5, gain=1, shift=100),
    dict(tokens=96, size=32, gain=1, shift=0),
]
ATTENTION = [
    dict(mask=dict(kind="full")),
    dict(mask=dict(kind="causal")),
    dict(mask=dict(kind="causal"), gain=200),
    dict(mask=dict(kind="causal"), shift=50),
    dict(mask=dict(kind="causal-window", window=3)),
    dict(mask=dict(kind="chunk", chunk=4)),
    dict(mask=dict(kind="band", reach=2)),
    dict(mask=dict(kind="causal"), cap=0.5),
    dict(mask=dict(kind="causal"), alibi=True),
    dict(mask=dict(kind="causal"), alibi=True, heads=3),
]

if __name__ == "__main__":
    cases = []
    for case in ATTENTION:
        shape = dict(heads=case.pop("heads", 4), tokens=12, size=5, gain=case.pop("gain", 2), shift=case.pop("shift", 0))
        cases.append(dict(**shape, **case, expected=attention(scores_of(**shape), **case)))
    print(json.dumps(dict(library=f"numpy {numpy.__version__}", ranks=[dict(**case, expected=ranks(scores_of(heads=1, **case)[0])) for case in RANKS], attention=cases)))
