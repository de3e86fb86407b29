"""Arithmetic of the axes: round ticks, and labels that keep their distance."""

from itertools import pairwise
from math import ceil, floor, log10


def ticks(highest: float, about: int = 4) -> tuple[float, ...]:
    """Round values from zero to at least `highest`, some `about` steps of 1, 2, 2.5 or 5 × 10ⁿ."""
    if highest <= 0:
        return (0.0, 1.0)
    rough = highest / about
    power = 10.0 ** floor(log10(rough))
    step = next(power * part for part in (1, 2, 2.5, 5, 10) if power * part >= rough * 0.999)
    return tuple(step * place for place in range(ceil(highest / step - 1e-9) + 1))


def spread(wanted: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move ascending positions as little as they need to stand `gap` apart within the bounds.

    Where they can't all fit, they stand evenly from `low` to `high`.
    """
    if len(wanted) > 1 and gap * (len(wanted) - 1) > high - low:
        step = (high - low) / (len(wanted) - 1)
        return [low + step * place for place in range(len(wanted))]
    placed = list(wanted)
    floor_ = low
    for place, position in enumerate(placed):
        placed[place] = floor_ = max(position, floor_)
        floor_ += gap
    ceiling = high
    for place in reversed(range(len(placed))):
        placed[place] = ceiling = min(placed[place], ceiling)
        ceiling -= gap
    return placed


def runs(values: tuple[float | None, ...], known: bool) -> list[tuple[int, int]]:
    """First and last places of the unbroken runs of known (or of unknown) values."""
    edges = [place for place, value in enumerate(values) if (value is not None) == known]
    starts = [edges[0], *(b for a, b in pairwise(edges) if b - a > 1)] if edges else []
    ends = [*(a for a, b in pairwise(edges) if b - a > 1), edges[-1]] if edges else []
    return list(zip(starts, ends, strict=True))
