"""A list that is at hand as a whole, shown part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from flask import request, url_for

PART: Final = 100
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Row]):
    """Rows of a list of `count`, the first of them being number `first`; '' where no page is."""

    rows: Sequence[Row]
    first: int
    count: int
    previous: str
    following: str


def paged(found: Sequence[Row]) -> Paged[Row]:
    """The part that ?page= of the address asks for, or the nearest one that there is."""
    last = max(1, -(-len(found) // PART))
    page = min(max(request.args.get("page", 1, int), 1), last)
    first = (page - 1) * PART
    return Paged(
        found[first : first + PART],
        first + 1,
        len(found),
        _address(page - 1) if page > 1 else "",
        _address(page + 1) if page < last else "",
    )


def _address(page: int) -> str:
    told: dict[str, Any] = {**(request.view_args or {}), **request.args, "page": page}
    address: str = url_for(request.endpoint or "", **told)
    return address
