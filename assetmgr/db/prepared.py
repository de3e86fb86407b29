"""Queries that somebody waits for at every scan: compiled once, and read past the ORM's own way.

The ORM puts a statement together anew for each reading, which takes longer than the reading.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import Dialect, Select, inspect
from sqlalchemy.orm import Mapper, Session
from sqlalchemy.orm.attributes import set_committed_value

from assetmgr.db.driver import execute, fetched
from assetmgr.db.known import know, plain
from assetmgr.db.scope import AllInstitutions, Scope, restricted, scope_of

_KEPT: Final = 512
"""Statements in the scopes of so many institutions."""

Ready = Callable[[Any], Any] | None
"""What makes a value ready for the driver, or for who reads; nothing where it is."""


def read(
    session: Session, statement: Select[*tuple[Any, ...]], **told: Any
) -> list[tuple[Any, ...]]:
    """The rows of a statement that is made once, within the session's scope.

    A model gives an object of the session, as it is stored now. `told` are the values of the
    statement's `bindparam(name, None)`; it has no list that differs from one reading to the next.

    Raises:
        ScopeError: the statement reads a table past its model.
        TypeError: it gives an alias of a model, or one that is not read whole.
    """
    session.flush()  # what is written so far is seen, too
    connection = session.connection()
    query = _query(statement, connection.dialect, scope_of(session))
    cursor = execute(connection, query.sql, query.values(told))
    found = fetched(connection, cursor)
    return query.rows(session, cursor.description, found)


class _Place(NamedTuple):
    """A value that a statement is given: what it always is, or what is told under its name."""

    name: str
    always: Any
    ready: Ready


class _Part(NamedTuple):
    """A column, or a model with the names of its columns."""

    mapper: Mapper[Any] | None
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False, slots=True)
class _Query:
    """A statement as the driver takes it, and what its columns are."""

    sql: str
    dialect: Dialect
    positional: bool
    told: frozenset[str]
    places: tuple[_Place, ...]
    columns: tuple[Any, ...]
    parts: tuple[_Part, ...]
    readers: list[Ready] = field(default_factory=list)
    """What makes each column ready: known once the driver described them."""

    def values(self, told: Mapping[str, Any]) -> Any:
        """What the driver is given; KeyError where something is not told."""
        given = [
            (one.ready(told[one.name]) if one.ready else told[one.name])
            if one.name in self.told
            else one.always
            for one in self.places
        ]
        if self.positional:
            return tuple(given)
        return dict(zip((one.name for one in self.places), given, strict=True))

    def rows(
        self, session: Session, described: Sequence[Any], found: Iterable[Sequence[Any]]
    ) -> list[tuple[Any, ...]]:
        """What the driver found, with objects of the session."""
        if not self.readers:
            self.readers[:] = [
                column.type.dialect_impl(self.dialect).result_processor(self.dialect, given[1])
                for column, given in zip(self.columns, described, strict=True)
            ]
        return [_row(session, self.parts, self.readers, row) for row in found]


@lru_cache(maxsize=_KEPT)
def _query(statement: Select[*tuple[Any, ...]], dialect: Dialect, scope: Scope) -> _Query:
    if not isinstance(scope, AllInstitutions):
        statement = restricted(statement, scope)
    compiled: Any = statement.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
    always = compiled.params
    names = compiled.positiontup or list(always)
    told = frozenset(name for name, bind in compiled.binds.items() if not bind.unique)
    places = tuple(_place(compiled, name, always[name], dialect, told) for name in names)
    columns = tuple(statement.selected_columns)
    parts = tuple(_part(one["expr"]) for one in statement.column_descriptions)
    if sum(len(one.names) for one in parts) != len(columns):
        raise TypeError("name columns, or models that are read whole; no alias")
    return _Query(str(compiled), dialect, compiled.positional, told, places, columns, parts)


def _place(compiled: Any, name: str, always: Any, dialect: Dialect, told: frozenset[str]) -> _Place:
    bind = compiled.binds.get(name, compiled.binds.get(name.rpartition("_")[0]))  # one of a list
    ready = bind.type.dialect_impl(dialect).bind_processor(dialect) if bind is not None else None
    if ready is not None and name not in told:
        return _Place(name, ready(always), None)
    return _Place(name, always, ready)


def _part(expression: Any) -> _Part:
    if not isinstance(expression, type):
        return _Part(None, ("",))
    mapper: Mapper[Any] = inspect(expression)
    return _Part(mapper, tuple(one.key for one in mapper.column_attrs))


def _row(
    session: Session, parts: Sequence[_Part], ready: Sequence[Ready], row: Sequence[Any]
) -> tuple[Any, ...]:
    values = [
        value if make is None else make(value) for make, value in zip(ready, row, strict=True)
    ]
    told: list[Any] = []
    at = 0
    for mapper, names in parts:
        own = values[at : at + len(names)]
        told.append(own[0] if mapper is None else _object(session, mapper, names, own))
        at += len(names)
    return tuple(told)


def _object(
    session: Session, mapper: Mapper[Any], names: Sequence[str], values: Sequence[Any]
) -> Any:
    """The session's object of a row; None for the row that an outer join does not find."""
    told = dict(zip(names, values, strict=True))
    key = tuple(told[one.name] for one in mapper.primary_key)
    if None in key:
        return None
    known = session.identity_map.get(mapper.identity_key_from_primary_key(key))
    if known is not None:
        for name, value in told.items():
            set_committed_value(known, name, value)
        return known
    one = plain(mapper.class_, told)
    know(session, one)
    return one
