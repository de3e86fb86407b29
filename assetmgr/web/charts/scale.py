"""Arithmetic of the axes: round ticks, and labels that keep their distance."""

from itertools import pairwise
from math import ceil, floor, log10

FEWEST, MOST = 3, 6


def ticks(highest: float, whole: bool = False) -> tuple[float, ...]:
    """Round values from zero to at least `highest`, in three to six steps of 1, 2, 2.5 or 5 × 10ⁿ.

    Of the steps possible, the one that leaves least room above `highest`. Counts want `whole`
    steps, and may have fewer of them.
    """
    if highest <= 0:
        return (0.0, 1.0)
    power = 10.0 ** (floor(log10(highest)) - 1)
    steps = [power * part for part in (50, 25, 20, 10, 5, 2.5, 2)]
    counts = {step: ceil(highest / step - 1e-9) for step in steps}
    fitting = [s for s in steps if counts[s] <= MOST and not (whole and s % 1)]
    best = min(fitting, key=lambda step: (counts[step] < FEWEST, step * counts[step]))
    return tuple(best * place for place in range(counts[best] + 1))


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
