"""Two things timed in turn, so that a machine that slows down slows both."""

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Measured:
    """Seconds of what is ours and of its floor; no `limit` where none was promised."""

    name: str
    ours: float
    floor: float
    limit: float | None
    unit: str

    @property
    def ratio(self) -> float:
        """Ours over the floor."""
        return self.ours / self.floor

    @property
    def is_within(self) -> bool:
        """Whether the ratio keeps its limit."""
        return self.limit is None or self.ratio <= self.limit

    def line(self) -> str:
        """One row of the table."""
        verdict = "ok" if self.is_within else "TOO SLOW"
        limit = "–" if self.limit is None else f"{self.limit:g}"
        return (
            f"| {self.name} | {self.ours * 1000:.1f} ms | {self.floor * 1000:.1f} ms | "
            f"{self.ratio:.2f} | {limit} | {self.unit} | {verdict} |"
        )


def in_turn(
    ours: Callable[[], object],
    floor: Callable[[], object],
    runs: int,
    before: Callable[[], object] = lambda: None,
) -> tuple[float, float]:
    """Medians of `runs` timings of each, after one of each that is not counted.

    `before` makes ready for each, outside the time that is taken.
    """
    for run in (ours, floor):
        before(), run()
    taken: dict[Callable[[], object], list[float]] = {ours: [], floor: []}
    for _ in range(runs):
        for run in (floor, ours):
            before()
            gc.collect()
            begin = time.perf_counter()
            run()
            taken[run].append(time.perf_counter() - begin)
    return median(taken[ours]), median(taken[floor])
