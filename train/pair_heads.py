"""The heads of the net of claims that stand beside the one of pairs, fitted anew over the finished encoder.

The last stage of the training moves the encoder towards judged statements, and what these heads had learned no longer fits
what it shows. Each is a linear model of that alone, so it is fitted again by itself, on the training parts of its sets, with
a penalty on its weights. The head of inference learns here alone: before, pairs of premise and hypothesis teach the one of pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from train.pair_data import HAPPENED, HEADS, LOGIC, NLI, PAIR, STANCE, STANCES, STRENGTHENS, WEAKENS, Example
from train.pair_net import Net, Sample, Tensor, shown, task_loss

# How strongly weights are held back: half of it times their squares is added to the loss of all examples. Of 1,000, 100, 33 and 10
# (inference: 100 alone) the best on the development parts.
HELD: Mapping[str, float] = {STANCE: 100.0, STRENGTHENS: 100.0, WEAKENS: 33.0, HAPPENED: 30.0, LOGIC: 100.0}
DISAGREE_FIRST = 0.8  # added to the score of *disagree*, which is rare: of 0, 0.4 and 0.8 the best F1 of it there
STEPS = 300  # at most; fewer are enough


def lessons(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """By head the examples that it is fitted to, each once: those of its task, and for the one of inference the pairs of premise
    and hypothesis."""
    out: dict[str, dict[tuple[str, str], Example]] = {task: {} for task in HELD}
    for one in examples:
        inferred = one.task == PAIR and one.origin.partition(":")[0] == NLI
        task = LOGIC if inferred else one.task
        if task in out:
            out[task][one.left, one.right] = replace(one, task=task)
    return {task: list(found.values()) for task, found in out.items() if found}


def fit_heads(net: Net, given: Mapping[str, Sequence[Sample]]) -> None:
    """Fits the head of each task to its samples; nothing else of the net is changed."""
    for task, some in given.items():
        labels = torch.tensor([one.example.label for one in some])
        weight, bias = linear(task, shown(net, some), labels, HELD[task])
        if task == STANCE:
            bias[STANCES.index("disagree")] += DISAGREE_FIRST
        with torch.no_grad():
            net.heads[task].weight.copy_(weight)
            net.heads[task].bias.copy_(bias)


def linear(task: str, rows: Tensor, labels: Tensor, held: float) -> tuple[Tensor, Tensor]:
    """Weights (classes x numbers) and biases with the least loss over all rows; biases are not held back."""
    weight = torch.zeros(HEADS[task], rows.shape[1], requires_grad=True)
    bias = torch.zeros(HEADS[task], requires_grad=True)
    best = torch.optim.LBFGS([weight, bias], max_iter=STEPS, line_search_fn="strong_wolfe")

    def cost() -> Tensor:
        best.zero_grad()
        missed = task_loss(task, rows @ weight.T + bias, labels).sum() + held / 2 * (weight**2).sum()
        missed.backward()
        return missed

    best.step(cost)
    return weight.detach(), bias.detach()
