"""Reading the CSV files in `data/` (UTF-8, one header line)."""

import csv
from datetime import date
from functools import cache
from importlib.resources import files

BASELINE = date(2024, 9, 1)
"""The day of the published data request."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/{name}.csv`, each a dict by column. Raises FileNotFoundError."""
    text = files("assetmgr.demo").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def whole(cell: str) -> int | None:
    """A whole number; blank is 'not told'."""
    return int(cell) if cell else None


def day(cell: str) -> date:
    """A date written as YYYY-MM-DD."""
    return date.fromisoformat(cell)
