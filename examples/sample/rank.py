"""The theorem behind the rank rule, as a construction.

For tokens X (width d, n columns, full column rank, so d >= n) and any attention pattern P with positive entries and columns
that sum to one, a head of size d has weights whose attention is exactly P. With a head smaller than the pattern needs, the
scores, which are a product of two thin matrices, cannot reach it.
"""

import numpy as np


def head_for(pattern: np.ndarray, tokens: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Key and query weights, d x d each, whose softmax over keys is the pattern."""
    width, length = tokens.shape
    scores = np.sqrt(width) * np.log(pattern)
    inverse = np.linalg.pinv(tokens)
    keys = np.zeros((width, length))
    keys[:length] = np.eye(length)
    queries = np.zeros((width, length))
    queries[:length] = scores
    return keys @ inverse, queries @ inverse


def attention(tokens: np.ndarray, key_weights: np.ndarray, query_weights: np.ndarray) -> np.ndarray:
    size = key_weights.shape[0]
    scores = (key_weights @ tokens).T @ (query_weights @ tokens) / np.sqrt(size)
    weights = np.exp(scores - scores.max(axis=0))
    return weights / weights.sum(axis=0)


def size_needed(pattern: np.ndarray, tolerance: float = 1e-9) -> int:
    """The smallest head that reaches a pattern without a mask: the rank of its log, centred over the keys."""
    logs = np.log(pattern)
    return int(np.linalg.matrix_rank(logs - logs.mean(axis=0), tol=tolerance))


if __name__ == "__main__":
    random = np.random.default_rng(0)
    length, width = 12, 16
    tokens = random.normal(size=(width, length))
    pattern = random.dirichlet(np.ones(length), size=length).T
    key_weights, query_weights = head_for(pattern, tokens)
    error = np.abs(attention(tokens, key_weights, query_weights) - pattern).max()
    print(f"a head of size {width} reaches the pattern within {error:.1e}")
    print(f"the smallest head that could: {size_needed(pattern)} for {length} tokens")
