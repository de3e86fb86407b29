"""Reading the data tables that come with the product."""

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from importlib.resources import files


class BadTableError(ValueError):
    """A data table of the product says something that can't be."""


def table(package: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of `data/{name}` in a package, as column -> text."""
    text = files(package).joinpath("data", name).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())


def one_of(value: str, allowed: Iterable[str], what: str) -> str:
    """`value`, which must be one of `allowed`; raises BadTableError that names `what`."""
    if value not in allowed:
        raise BadTableError(f"{what}: {value!r} is not one of {', '.join(sorted(allowed))}")
    return value


def number(value: str, what: str) -> Decimal:
    """A finite decimal number; raises BadTableError that names `what`."""
    try:
        parsed = Decimal(value)
    except InvalidOperation:
        raise BadTableError(f"{what}: {value!r} is not a number") from None
    if not parsed.is_finite():
        raise BadTableError(f"{what}: {value!r} is not finite")
    return parsed


def number_or_none(value: str, what: str) -> Decimal | None:
    """A finite decimal number, or None for a blank."""
    return number(value, what) if value else None


def parts(value: str) -> tuple[str, ...]:
    """The parts of a '+'-joined cell, in order."""
    return tuple(filter(None, value.split("+")))
