"""Full-text search: FTS5 trigrams on SQLite, LIKE over pg_trgm on PostgreSQL (migration 0002)."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, column, text
from sqlalchemy.orm import InstrumentedAttribute, Session

SHORTEST: Final = 3
"""A trigram index knows no shorter term."""


def contains_all(
    session: Session,
    key: InstrumentedAttribute[int],
    search_text: InstrumentedAttribute[str],
    terms: Sequence[str],
) -> ColumnElement[bool]:
    """The rows whose search text has every term somewhere.

    Args:
        key: the primary key of the searched table, which is the row id of `<table>_search`.
        search_text: its search column, normalised as the terms are.
        terms: at least one; each of `SHORTEST` characters or more.
    """
    if session.get_bind().dialect.name == "sqlite":
        return key.in_(_trigrams(search_text.class_.__tablename__, terms))
    return and_(*(search_text.contains(term, autoescape=True) for term in terms))


def _trigrams(table: str, terms: Sequence[str]) -> Any:
    quoted = " ".join('"' + term.replace('"', '""') + '"' for term in terms)
    statement = text(f"SELECT rowid FROM {table}_search WHERE {table}_search MATCH :terms")  # noqa: S608 - a table of ours
    return statement.bindparams(terms=quoted).columns(column("rowid"))
