"""Bulk statements that check every row against the session's scope.

ORM bulk DML slips past the scope's listener and guard, so it is allowed here alone.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, Final, NamedTuple, TypeVarTuple, cast

from sqlalchemy import (
    Connection,
    CursorResult,
    Date,
    Delete,
    Dialect,
    Select,
    Update,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy import Row as SqlRow
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from assetmgr.db.batches import batches
from assetmgr.db.driver import changing_one, ensure_changed, execute, fetched, write
from assetmgr.db.scope import (
    BULK_CHECKED,
    AllInstitutions,
    OwnedBy,
    Scope,
    ScopeError,
    allows_row,
    is_open_to,
    ownership,
    scope_of,
    writing_scope_of,
)
from assetmgr.db.together import FEW, kept_of

Row = Mapping[str, Any]
Columns = TypeVarTuple("Columns")
BATCH: Final = 5_000
_CHECKED: Final = {BULK_CHECKED: True}
_TOLD: Final = "__told"
"""Ends the places of an UPDATE: the bare names of columns are reserved there."""
_INSERTED: Final = {**_CHECKED, "render_nulls": True}
"""Without `render_nulls` each pattern of blank columns would become a statement of its own."""


def bulk_insert(session: Session, model: type[Any], rows: Iterable[Row]) -> int:
    """Insert rows (column name -> value), checked one by one; the number inserted.

    Raises:
        ScopeError: a row belongs to an institution outside the scope; nothing more is written.
    """
    count = 0
    for batch in _checked(session, model, rows):
        session.execute(insert(model), batch, execution_options=_INSERTED)
        count += len(batch)
    return count


def bulk_insert_whole(session: Session, model: type[Any], rows: Iterable[Row]) -> int:
    """As `bulk_insert`, in a quarter of its time for few rows.

    Every row gives the same columns; those that none gives are left empty.
    """
    return _prepared(session, rows, _Insert(model))


def bulk_set_by_key(
    session: Session, model: type[Any], rows: Iterable[Row], *, keys: Sequence[str]
) -> int:
    """Set the columns of each row where its `keys` match, checked one by one; how many rows.

    Every row gives the same columns; its owner's column must be one of the keys, so that no row
    of another institution can match.
    """
    return _prepared(session, rows, _Update(model, tuple(keys)))


def bulk_change_one(session: Session, model: type[Any], key: Row, values: Row) -> None:
    """Set columns of the row that has this `key`, the owner's column in it.

    What stands in the key besides the row's id guards it: its version, or a status; None is
    compared as nothing.

    Raises:
        ScopeError: the row belongs to an institution outside the scope.
        StaleDataError: there is none; within `pipeline.without_waiting`, or `together`, it is
            raised later.
    """
    _ensure_allowed(writing_scope_of(session), model, (key,))
    connection = session.connection()
    empty = tuple(name for name, value in key.items() if value is None)
    wanted = _Update(model, tuple(key), empty)
    told = {**{_key(name): value for name, value in key.items()}, **values}
    prepared = _compiled(connection.dialect, wanted, tuple(told))
    values = _told(prepared, told)
    if (kept := kept_of(connection)) is not None:
        kept.add(prepared.sql, values, is_one=True)
    else:
        sql = changing_one(connection.dialect, prepared.sql)
        ensure_changed(connection, write(connection, sql, values))


def bulk_insert_returning(
    session: Session, model: type[Any], rows: Sequence[Row], column: InstrumentedAttribute[int]
) -> list[int]:
    """Insert rows, checked one by one; `column` of each (its new id), in their order.

    Raises:
        ScopeError: a row belongs to an institution outside the scope.
    """
    _ensure_allowed(writing_scope_of(session), model, rows)
    if session.get_bind().dialect.name == "postgresql":
        ids = _next_ids(session, column, len(rows))
        told = ({**row, column.key: key} for key, row in zip(ids, rows, strict=True))
        bulk_insert(session, model, told)
        return ids
    statement = insert(model).returning(column, sort_by_parameter_order=True)
    return list(session.scalars(statement, rows, execution_options=_INSERTED))


def bulk_insert_one(
    session: Session, model: type[Any], row: Row, column: InstrumentedAttribute[int]
) -> int:
    """Insert one row that gives every column without a default; `column` of it (its new id).

    Raises:
        ScopeError: the row belongs to an institution outside the scope.
    """
    return _one(session, row, _Insert(model, returning=column.key))


def _next_ids(session: Session, column: InstrumentedAttribute[int], count: int) -> list[int]:
    """Fresh ids from PostgreSQL's sequence: rows with ids go in three times as fast as
    rows whose ids come back.
    """
    sequence = func.pg_get_serial_sequence(column.class_.__tablename__, column.key)
    series = func.generate_series(1, count).table_valued("n")
    return list(session.connection().scalars(select(func.nextval(sequence)).select_from(series)))


def bulk_upsert(
    session: Session,
    model: type[Any],
    rows: Iterable[Row],
    *,
    keys: Sequence[str],
    values: Sequence[str],
    newer: str | None = None,
) -> int:
    """Insert rows, or set `values` of the row that has the same `keys`; the number of rows.

    Every row gives the same columns, none left to a default. The rows' own scope is checked;
    give only keys which lie in it. Where `newer` names a column, a stored row is overwritten only
    by one that has more in it: so the newest wins, whatever the order in which rows come.
    """
    return _prepared(session, rows, _Insert(model, tuple(keys), tuple(values), newer))


def bulk_upsert_selected(
    session: Session,
    model: type[Any],
    rows: Select[*Columns],
    *,
    keys: Sequence[str],
    values: Sequence[str],
    newer: str | None = None,
) -> None:
    """As `bulk_upsert`, of the rows that a query gives: they never leave the database.

    Its columns are named like the model's. For jobs over all institutions alone.

    Raises:
        ScopeError: the scope is narrower.
    """
    writing_scope_of(session)
    _ensure_open(session, rows)
    connection = session.connection()
    wanted = _Insert(model, tuple(keys), tuple(values), newer)
    names = [column.key for column in rows.selected_columns]
    connection.execute(_inserting(connection.dialect, wanted).from_select(names, rows))


class _Insert(NamedTuple):
    """Rows of `model`; where `keys` are there already, `values` are set instead.

    `counts`: those are added to instead. `returning`: the column that comes back.
    """

    model: type[Any]
    keys: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    newer: str | None = None
    counts: bool = False
    returning: str | None = None


class _Update(NamedTuple):
    """Rows of `model` that are found by `keys`, of which `empty` hold nothing."""

    model: type[Any]
    keys: tuple[str, ...]
    empty: tuple[str, ...] = ()


def _prepared(session: Session, rows: Iterable[Row], wanted: _Insert | _Update) -> int:
    count = 0
    for batch in _checked(session, wanted.model, rows):
        connection = session.connection()
        compiled = _compiled(connection.dialect, wanted, tuple(batch[0]))
        kept = kept_of(connection)
        if kept is None or len(batch) > FEW:
            _execute_prepared(connection, compiled, batch)
        else:
            for row in batch:
                kept.add(compiled.sql, _told(compiled, row))
        count += len(batch)
    return count


class _Prepared(NamedTuple):
    """A statement as the driver takes it, and for each place a row's column and what readies it."""

    sql: str
    positional: bool
    places: tuple[tuple[str, str, Callable[[Any], Any] | None], ...]


@lru_cache(maxsize=256)
def _compiled(dialect: Dialect, wanted: _Insert | _Update, columns: tuple[str, ...]) -> _Prepared:
    """Compiled once: for a single row that is most of the time."""
    if isinstance(wanted, _Update):
        compiled: SQLCompiler = _updating(wanted, columns).compile(dialect=dialect)
    else:
        compiled = _inserting(dialect, wanted).compile(dialect=dialect, column_keys=columns)
    names = compiled.positiontup or list(compiled.binds)
    places = ((one, one.removesuffix(_TOLD), _processor(compiled, one, dialect)) for one in names)
    return _Prepared(str(compiled), compiled.positional, tuple(places))


def _processor(compiled: SQLCompiler, name: str, dialect: Dialect) -> Callable[[Any], Any] | None:
    kind: TypeEngine[Any] = compiled.binds[name].type
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    # A sync tells the same fifteen days thousands of times.
    return lru_cache(maxsize=4096)(process) if process and isinstance(kind, Date) else process


def _updating(wanted: _Update, columns: tuple[str, ...]) -> Update:
    owned = ownership(wanted.model)
    if isinstance(owned, OwnedBy) and owned.column not in wanted.keys:
        raise ScopeError(f"{owned.column} must be a key of {wanted.model.__name__}")
    told: dict[str, Any] = {name: bindparam(name + _TOLD) for name in columns}
    found = {name: told.pop(_key(name) if _key(name) in told else name) for name in wanted.keys}
    criteria = (
        column.is_(None) if name in wanted.empty else column == found[name]
        for name, column in ((name, getattr(wanted.model, name)) for name in wanted.keys)
    )
    return update(wanted.model).where(*criteria).values(told)


def _key(name: str) -> str:
    """A column by which a row is found, where the same column may be set."""
    return f"{name}__key"


def _inserting(dialect: Dialect, wanted: _Insert) -> Any:
    inserting = sqlite if dialect.name == "sqlite" else postgresql
    statement: Any = inserting.insert(wanted.model).inline()  # nobody asks for new keys
    newer, excluded = wanted.newer, statement.excluded
    if wanted.keys:
        before = {name: getattr(wanted.model, name) for name in wanted.values}
        statement = statement.on_conflict_do_update(
            index_elements=list(wanted.keys),
            set_={
                name: column + excluded[name] if wanted.counts else excluded[name]
                for name, column in before.items()
            },
            where=getattr(wanted.model, newer) < excluded[newer] if newer else None,
        )
    if wanted.returning:
        statement = statement.returning(getattr(wanted.model, wanted.returning))
    return statement


def _one(session: Session, row: Row, wanted: _Insert) -> int:
    """Execute for one row; what comes back."""
    _ensure_allowed(writing_scope_of(session), wanted.model, (row,))
    connection = session.connection()
    prepared = _compiled(connection.dialect, wanted, tuple(row))
    cursor = execute(connection, prepared.sql, _told(prepared, row))
    ((value,),) = fetched(connection, cursor)
    return cast("int", value)


def _execute_prepared(connection: Connection, prepared: _Prepared, rows: Sequence[Row]) -> None:
    """One row is no batch: PostgreSQL's driver takes twice as long for a batch of one."""
    told = _told(prepared, rows[0]) if len(rows) == 1 else _all_told(prepared, rows)
    write(connection, prepared.sql, told)


def _told(prepared: _Prepared, row: Row) -> Any:
    """The values of one row, made ready."""
    if prepared.positional:
        return tuple(
            [row[key] if ready is None else ready(row[key]) for _, key, ready in prepared.places]
        )
    return {
        name: row[key] if ready is None else ready(row[key]) for name, key, ready in prepared.places
    }


def _all_told(prepared: _Prepared, rows: Sequence[Row]) -> list[Any]:
    """Values made ready here, column by column: half of SQLAlchemy's time."""
    columns = [
        map(itemgetter(key), rows) if process is None else map(process, map(itemgetter(key), rows))
        for _, key, process in prepared.places
    ]
    told = list(zip(*columns, strict=True))
    if prepared.positional:
        return told
    names = [name for name, *_ in prepared.places]
    return [dict(zip(names, row, strict=True)) for row in told]


def bulk_read(
    session: Session, statement: Select[*Columns], told: Mapping[str, Any] | None = None
) -> Sequence[SqlRow[*Columns]]:
    """Columns of many rows, without the cost of the ORM; over all institutions alone.

    `told` are the values of the statement's parameters.

    Raises:
        ScopeError: the scope is narrower, so a criterion would have to be added.
    """
    _ensure_open(session, statement)
    return session.connection().execute(statement, told).all()


def _ensure_open(session: Session, statement: Any) -> None:
    """What is written so far is then seen, too."""
    if not is_open_to(scope_of(session), statement):
        raise ScopeError("this query has no criterion; read through the session")
    session.flush()


def bulk_delete(session: Session, model: type[Any], *criteria: Any) -> int:
    """Delete the rows that match, within the scope; the number deleted."""
    return _within_scope(session, model, delete(model).where(*criteria))


def bulk_set(session: Session, model: type[Any], *criteria: Any, **values: Any) -> int:
    """Set columns of the rows that match, within the scope; the number changed."""
    return _within_scope(session, model, update(model).where(*criteria).values(**values))


def _within_scope(session: Session, model: type[Any], statement: Delete | Update) -> int:
    scope = writing_scope_of(session)
    if not isinstance(scope, AllInstitutions):
        statement = statement.where(ownership(model).criterion(model, scope))
    options = {**_CHECKED, "synchronize_session": False}
    result = cast("CursorResult[Any]", session.execute(statement, execution_options=options))
    return result.rowcount


def _checked(session: Session, model: type[Any], rows: Iterable[Row]) -> Iterator[list[Row]]:
    scope = writing_scope_of(session)
    for batch in batches(rows, BATCH):
        _ensure_allowed(scope, model, batch)
        yield batch


def _ensure_allowed(scope: Scope, model: type[Any], rows: Iterable[Row]) -> None:
    if isinstance(scope, AllInstitutions):
        return
    for row in rows:
        if not allows_row(scope, model, row):
            raise ScopeError(f"{model.__name__} of another institution")


def bulk_next(session: Session, model: type[Any], key: Row, *, column: str, by: int = 1) -> int:
    """Count `column` of the row with this `key` up by `by`, from 0 where there is none; the sum.

    One statement; who counts at the same moment waits for the end of this transaction.

    Raises:
        ScopeError: the row belongs to an institution outside the scope.
    """
    counting = _Insert(model, tuple(key), (column,), counts=True, returning=column)
    return _one(session, {**key, column: by}, counting)
