"""Queries that somebody waits for at every scan: compiled once, and read past the ORM's own way.

The ORM puts a statement together anew for each reading, which takes longer than the reading.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
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
    query, rows = _found(session, statement, told)
    return [_row(query.parts, row, partial(_known, session)) for row in rows]


def read_plain(
    session: Session, statement: Select[*tuple[Any, ...]], **told: Any
) -> list[tuple[Any, ...]]:
    """As `read`, but a model gives an object of no session: what is set on it is stored nowhere."""
    query, rows = _found(session, statement, told)
    return [_row(query.parts, row, plain) for row in rows]


class _Place(NamedTuple):
    """A value that a statement is given: what it always is, or what is told under its name."""

    name: str
    always: Any
    ready: Ready


class _Part(NamedTuple):
    """A column, or a model with the names of its columns, which begin at the row's `at`."""

    mapper: Mapper[Any] | None
    names: tuple[str, ...]
    at: int


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
    readers: dict[int, Callable[[Any], Any]] = field(default_factory=dict)
    """What makes a column ready that is not so: known once the driver described them."""

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

    def rows(self, cursor: Any, found: Iterable[Sequence[Any]]) -> list[list[Any]]:
        """What the driver found, made ready."""
        if not self.readers:  # psycopg describes anew whenever it is asked
            self.readers.update(self._readers(cursor.description))
        rows = [list(row) for row in found]
        for row in rows:
            for at, make in self.readers.items():
                row[at] = make(row[at])
        return rows

    def _readers(self, described: Sequence[Any]) -> Iterator[tuple[int, Callable[[Any], Any]]]:
        for at, (column, given) in enumerate(zip(self.columns, described, strict=True)):
            kind = column.type.dialect_impl(self.dialect)
            if make := kind.result_processor(self.dialect, given[1]):
                yield at, make


def _found(
    session: Session, statement: Select[*tuple[Any, ...]], told: Mapping[str, Any]
) -> tuple[_Query, list[list[Any]]]:
    session.flush()  # what is written so far is seen, too
    connection = session.connection()
    query = _query(statement, connection.dialect, scope_of(session))
    cursor = execute(connection, query.sql, query.values(told))
    return query, query.rows(cursor, fetched(connection, cursor))


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
    parts = tuple(_parts(one["expr"] for one in statement.column_descriptions))
    if sum(len(one.names) for one in parts) != len(columns):
        raise TypeError("name columns, or models that are read whole; no alias")
    return _Query(str(compiled), dialect, compiled.positional, told, places, columns, parts)


def _place(compiled: Any, name: str, always: Any, dialect: Dialect, told: frozenset[str]) -> _Place:
    bind = compiled.binds.get(name, compiled.binds.get(name.rpartition("_")[0]))  # one of a list
    ready = bind.type.dialect_impl(dialect).bind_processor(dialect) if bind is not None else None
    if ready is not None and name not in told:
        return _Place(name, ready(always), None)
    return _Place(name, always, ready)


def _parts(expressions: Iterable[Any]) -> Iterator[_Part]:
    at = 0
    for one in expressions:
        mapper: Mapper[Any] | None = inspect(one) if isinstance(one, type) else None
        names = tuple(column.key for column in mapper.column_attrs) if mapper else ("",)
        yield _Part(mapper, names, at)
        at += len(names)


def _row(
    parts: Sequence[_Part], row: Sequence[Any], make: Callable[[Mapper[Any], Any], Any]
) -> tuple[Any, ...]:
    return tuple(
        [
            row[at] if mapper is None else _object(mapper, names, row[at : at + len(names)], make)
            for mapper, names, at in parts
        ]
    )


def _object(
    mapper: Mapper[Any],
    names: Sequence[str],
    values: Sequence[Any],
    make: Callable[[Mapper[Any], Any], Any],
) -> Any:
    """The object of a model; None where an outer join found no row."""
    columns = dict(zip(names, values, strict=True))
    if None in [columns[one.name] for one in mapper.primary_key]:
        return None
    return make(mapper, columns)


def _known(session: Session, mapper: Mapper[Any], columns: Mapping[str, Any]) -> Any:
    """The session's object of a row."""
    key = tuple([columns[one.name] for one in mapper.primary_key])
    known = session.identity_map.get(mapper.identity_key_from_primary_key(key))
    if known is not None:
        for name, value in columns.items():
            set_committed_value(known, name, value)
        return known
    one = plain(mapper, columns)
    know(session, one)
    return one
