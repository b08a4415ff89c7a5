"""The peer of `bench/training.ts`: the training step of a GPT-2 shaped decoder in PyTorch.

`training.py eager|compile cpu|cuda` reads JSON lines: first the sizes, then {"ask": "steps", "count": n}, answered with the milliseconds of every step,
{"ask": "memory"}, with the most bytes that the process held, and {"ask": "matmul"}, with the operations per second of a large product.
"""

import json
import resource
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn


class Block(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.attention_norm, self.feed_forward_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.query_key_value, self.output = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x):
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.query_key_value(self.attention_norm(x)).chunk(3, dim=-1))
        context = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.output(context.transpose(1, 2).flatten(2))
        return x + self.down(F.gelu(self.up(self.feed_forward_norm(x)), approximate="tanh"))


class Decoder(nn.Module):
    def __init__(self, layers, width, heads, sequence, vocabulary):
        super().__init__()
        self.tokens, self.positions = nn.Embedding(vocabulary, width), nn.Embedding(sequence, width)
        self.blocks = nn.ModuleList(Block(width, heads) for _ in range(layers))
        self.norm = nn.LayerNorm(width)

    def forward(self, tokens):
        x = self.tokens(tokens) + self.positions.weight
        for block in self.blocks:
            x = block(x)
        return F.linear(self.norm(x), self.tokens.weight)


def matmul_peak(device):
    a, b = torch.randn(2048, 2048, device=device), torch.randn(2048, 2048, device=device)
    best = float("inf")
    for _ in range(20):
        start = time.perf_counter()
        (a @ b)[0, 0].item()
        best = min(best, time.perf_counter() - start)
    return 2 * 2048**3 / best


def main():
    mode, device = sys.argv[1:3]
    sizes = json.loads(sys.stdin.readline())
    torch.set_num_threads(sizes["threads"])
    torch.manual_seed(0)
    shape = {key: sizes[key] for key in ("layers", "width", "heads", "sequence", "vocabulary")}
    decoder = Decoder(**shape).to(device)
    model = torch.compile(decoder) if mode == "compile" else decoder
    optimizer = torch.optim.AdamW(decoder.parameters(), lr=1e-4, betas=(0.9, 0.95), weight_decay=0.1)
    tokens = torch.randint(sizes["vocabulary"], (sizes["batch"], sizes["sequence"] + 1), device=device)

    def step():
        start = time.perf_counter()
        optimizer.zero_grad()
        loss = F.cross_entropy(model(tokens[:, :-1]).flatten(0, 1), tokens[:, 1:].flatten())
        loss.backward()
        nn.utils.clip_grad_norm_(decoder.parameters(), 1.0)
        optimizer.step()
        loss.item()
        return 1000 * (time.perf_counter() - start)

    def answer(value):
        print(json.dumps(value), flush=True)

    answer({"name": f"PyTorch {torch.__version__}, {mode}" + (f" on {torch.cuda.get_device_name()}" if device == "cuda" else "")})
    for line in sys.stdin:
        question = json.loads(line)
        if question["ask"] == "steps":
            answer([step() for _ in range(question["count"])])
        elif question["ask"] == "memory":
            answer(1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        else:
            answer(matmul_peak(device))


main()
