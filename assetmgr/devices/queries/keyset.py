"""Pages by key: a page begins past the last row of its neighbour, however deep it lies."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, false, or_

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The sort value and the tie breaker of a row, and on which side of it the page lies."""

    value: Value
    tie: str | int
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are sorted by: a value and a unique tie breaker, with the type of each."""

    value: SQLColumnExpression[Any]
    tie: SQLColumnExpression[Any]
    value_type: type[str | int | date | datetime]
    tie_type: type[str | int]
    nullable: bool = False

    def order(self, *, descending: bool) -> tuple[SQLColumnExpression[Any], ...]:
        """The ORDER BY; unknown values come last, or first when descending."""
        if not self.nullable:
            return (self.value.desc(), self.tie.desc()) if descending else (self.value, self.tie)
        if descending:
            return self.value.desc().nulls_first(), self.tie.desc()
        return self.value.asc().nulls_last(), self.tie.asc()

    def past(self, cursor: Cursor, *, descending: bool) -> ColumnElement[bool]:
        """The rows that come after the cursor's in that order."""
        tied = self.tie < cursor.tie if descending else self.tie > cursor.tie
        if cursor.value is None:
            known = self.value.is_not(None) if descending else false()
            return or_(and_(self.value.is_(None), tied), known)
        further = self.value < cursor.value if descending else self.value > cursor.value
        if self.nullable and not descending:
            return or_(further, and_(self.value == cursor.value, tied), self.value.is_(None))
        # Said twice, because no index is entered by an OR.
        bound = self.value <= cursor.value if descending else self.value >= cursor.value
        return and_(bound, or_(further, tied))


def packed(cursor: Cursor) -> str:
    """The cursor as text for an address."""
    value = cursor.value.isoformat() if isinstance(cursor.value, date) else cursor.value
    return urlsafe_b64encode(json.dumps([value, cursor.tie]).encode()).decode().rstrip("=")


def unpacked(text: str, key: Key, *, backward: bool) -> Cursor | None:
    """The cursor that `packed` wrote for this key; None for any other text."""
    try:
        value, tie = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if issubclass(key.value_type, date) and value is not None:
            value = key.value_type.fromisoformat(value)
    except (ValueError, TypeError):
        return None
    fits = isinstance(value, key.value_type) or (value is None and key.nullable)
    fits = fits and isinstance(tie, key.tie_type) and _storable(value) and _storable(tie)
    return Cursor(value, tie, backward) if fits else None


def _storable(value: Value) -> bool:
    """Whether a database takes it: no number past 64 bits, no text that is none in UTF-8, no
    moment in another zone than UTC.
    """
    if isinstance(value, int):
        return abs(value) < 2**63
    if isinstance(value, datetime):
        return value.tzinfo is UTC
    return not isinstance(value, str) or not any(
        letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value
    )
