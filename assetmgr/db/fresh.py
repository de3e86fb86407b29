"""The id of a row that is yet to be stored."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, inspect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class fresh_id(ColumnElement[int]):  # noqa: N801 - reads as a function of SQL
    """An id that no row of `model` has or will have; NULL where the database tells none before."""

    inherit_cache = False

    def __init__(self, model: type[Any]) -> None:
        self.type = Integer()
        (self.column,) = inspect(model).primary_key


@compiles(fresh_id)
def _none(element: fresh_id, compiler: SQLCompiler, **options: Any) -> str:
    return "NULL"


@compiles(fresh_id, "postgresql")
def _next(element: fresh_id, compiler: SQLCompiler, **options: Any) -> str:
    column = element.column  # PostgreSQL names the sequence so; to ask it costs at every scan
    return f"nextval('{column.table.name}_{column.name}_seq')"
