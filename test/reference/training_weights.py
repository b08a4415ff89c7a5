"""Weights and tokens that are a formula of their place, the same here and in `test/unit/engine/truth.ts`."""

import math

import numpy
import torch

MASK = 0xFFFFFFFF


def hash_of(text):
    """FNV-1a, 32 bits."""
    state = 0x811C9DC5
    for byte in text.encode():
        state = ((state ^ byte) * 0x01000193) & MASK
    return state


def numbers(seed, count):
    """Numbers in [0, 1): the finaliser of MurmurHash3 of seed + index · 0x9e3779b9."""
    x = (numpy.uint64(seed) + numpy.arange(1, count + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B9)) & numpy.uint64(MASK)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        x ^= x >> numpy.uint64(shift)
        x = (x * numpy.uint64(factor)) & numpy.uint64(MASK)
    return x.astype(numpy.float64) / 2**32


def weight_of(name, shape):
    """In [−0.5, 0.5); a weight with one axis, the scale of a norm, around 1."""
    flat = numbers(hash_of(name), math.prod(shape)) - 0.5
    if len(shape) == 1 and name.endswith("weight"):
        flat = 1 + 0.5 * flat
    return torch.from_numpy(flat.astype(numpy.float32).astype(numpy.float64)).reshape(shape)


def tokens_of(sequences, positions, vocabulary, salt=0):
    """From 2 up, so that no token is a family's padding."""
    flat = 2 + numpy.floor(numbers(salt, sequences * positions) * (vocabulary - 2))
    return torch.from_numpy(flat.astype(numpy.int64)).reshape(sequences, positions)
