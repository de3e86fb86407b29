"""Column types: one aware UTC datetime, named codes, money."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import DateTime, Dialect, Enum, Numeric, String, TypeDecorator
from sqlalchemy.orm import mapped_column


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime, stored as UTC on every database (SQLite itself keeps no zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """One call for each value: a sync writes thousands at a time."""
        return _to_text if dialect.name == "sqlite" else _to_driver

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None]:
        """As above, the other way."""
        return _from_text if dialect.name == "sqlite" else _from_driver


_WITHOUT_ZONE = len("2024-09-01 08:00:00.000000")


def _to_driver(value: datetime | None) -> datetime | None:
    return None if value is None else _utc(value)


def _to_text(value: datetime | None) -> str | None:
    return None if value is None else _utc(value).isoformat(" ", "microseconds")[:_WITHOUT_ZONE]


def _utc(value: datetime) -> datetime:
    if value.tzinfo is UTC:
        return value
    if value.tzinfo is None:
        raise ValueError("a datetime without a zone cannot be stored")
    return value.astimezone(UTC)


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


def _from_driver(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


def code_enum(members: type[StrEnum], name: str) -> Enum:
    """A text column that holds the codes of `members`, checked by the database."""
    return Enum(
        members,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda enum: [member.value for member in enum],
    )


PrimaryKey = Annotated[int, mapped_column(primary_key=True)]
Moment = Annotated[datetime, mapped_column(UtcDateTime)]
ShortText = Annotated[str, mapped_column(String(100))]
Text200 = Annotated[str, mapped_column(String(200))]
LongText = Annotated[str, mapped_column(String(2000))]
Euro = Annotated[Decimal, mapped_column(Numeric(10, 2))]
