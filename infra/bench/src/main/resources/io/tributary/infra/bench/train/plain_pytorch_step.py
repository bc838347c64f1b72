"""Times a LoRA training step of a MiniLM-shaped encoder in plain PyTorch.

Arguments: threads batch steps sequence... Prints the version, then "sequence ms" lines, where ms is
the best mean over a few runs. Weights are random: only the arithmetic matters here.
"""
import sys
import time

import torch
import torch.nn.functional as F

WIDTH, HEADS, INNER, LAYERS, WORDS, RANK, OPTIONS = 384, 12, 1536, 6, 30522, 8, 4
REPEATS = 5


def linear(x, layer):
    weight, bias, factors = layer
    y = F.linear(x, weight, bias)
    if factors is None:
        return y
    a, b = factors
    return y + (x @ a.t()) * 2.0 @ b.t()


def heads(x):
    return x.view(x.shape[0], x.shape[1], HEADS, WIDTH // HEADS).transpose(1, 2)


def norm(x):
    return F.layer_norm(x, (WIDTH,), ONE, ZERO, 1e-12)


def encode(tables, layers, ids):
    words, positions = tables
    x = norm(words[ids] + positions[: ids.shape[1]])
    for query, key, value, out, up, down in layers:
        q, k, v = heads(linear(x, query)), heads(linear(x, key)), heads(linear(x, value))
        scores = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(2, 3)
        context = (scores.softmax(-1) @ v).transpose(1, 2).reshape(x.shape)
        y = norm(linear(context, out) + x)
        x = norm(linear(F.gelu(linear(y, up)), down) + y)
    return F.normalize(x.mean(1), dim=1)


def make_layer(inputs, outputs, adapted, trainable):
    factors = None
    if adapted:
        a = (torch.randn(RANK, inputs) * 0.05).requires_grad_()
        b = torch.zeros(outputs, RANK, requires_grad=True)
        factors = (a, b)
        trainable += [a, b]
    return torch.randn(outputs, inputs) * 0.05, torch.zeros(outputs), factors


def main():
    threads, batch, steps, *sequences = map(int, sys.argv[1:])
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    trainable = []
    tables = torch.randn(WORDS, WIDTH) * 0.05, torch.randn(512, WIDTH) * 0.05
    layers = [
        (
            make_layer(WIDTH, WIDTH, True, trainable),
            make_layer(WIDTH, WIDTH, False, trainable),
            make_layer(WIDTH, WIDTH, True, trainable),
            make_layer(WIDTH, WIDTH, False, trainable),
            make_layer(WIDTH, INNER, False, trainable),
            make_layer(INNER, WIDTH, False, trainable),
        )
        for _ in range(LAYERS)
    ]
    options = F.normalize(torch.randn(OPTIONS, WIDTH), dim=1)
    optimiser = torch.optim.AdamW(trainable, lr=1e-3, weight_decay=0)
    print("torch", torch.__version__)
    for sequence in sequences:
        ids = torch.randint(0, WORDS, (batch, sequence))
        answers = torch.randint(0, OPTIONS, (batch,))
        best = float("inf")
        for repeat in range(REPEATS + 1):
            began = time.perf_counter()
            for _ in range(steps):
                loss = F.cross_entropy(encode(tables, layers, ids) @ options.t() / 0.05, answers)
                optimiser.zero_grad()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(trainable, 1.0)
                optimiser.step()
                loss.item()
            if repeat > 0:
                best = min(best, (time.perf_counter() - began) / steps * 1e3)
        print(sequence, round(best, 3), flush=True)


ONE, ZERO = torch.ones(WIDTH), torch.zeros(WIDTH)
main()
