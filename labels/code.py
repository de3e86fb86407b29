"""A QR code as PDF operators: one filled path of row runs."""

import re
from functools import cache

_DARK_RUNS = re.compile(rb"\x01+").finditer


def code_path(rows: list[bytes], module: float, left: float, top: float) -> str:
    """Give one filled path of a QR code, each run of dark modules in a row one rectangle.

    `rows` as `qr.matrix` gives them; the module's edge and the upper left corner in points. The
    path is drawn in modules, downwards, under a matrix of its own: so equal runs of any two codes
    are the same text.
    """
    lines = [f"q {module:.4f} 0 0 {-module:.4f} {left:.3f} {top:.3f} cm"]
    for y, row in enumerate(rows):
        runs = _runs_of_row(y)
        lines += [runs[run.span()] for run in _DARK_RUNS(row)]
    return "\n".join([*lines, "f Q"])


class _Runs(dict[tuple[int, int], str]):
    """The rectangles of one row by their span; looking one up is half the work of writing it."""

    def __init__(self, y: int) -> None:
        super().__init__()
        self._y = y

    def __missing__(self, span: tuple[int, int]) -> str:
        start, end = span
        rectangle = self[span] = f"{start} {self._y} {end - start} 1 re"
        return rectangle


_runs_of_row = cache(_Runs)
