# ruff: noqa: SLF001 - reading a statement's parts is what this file is for
"""Who may see which rows, by construction: the one piece of deliberate magic.

Each session carries one scope. A listener adds the scope's criterion to every statement that
touches an owned table and refuses what it cannot restrict; a guard reads every object before it
is flushed. Bulk statements slip past both and are refused outside `assetmgr.db.bulk`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Final, cast

from sqlalchemy import (
    Alias,
    Column,
    ColumnElement,
    FromClause,
    Join,
    Select,
    Table,
    event,
    inspect,
)
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    UOWTransaction,
)
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors
from sqlalchemy.sql.util import _deep_annotate

from assetmgr.db.base import Base
from assetmgr.db.ownership import (
    AllInstitutions,
    Borrower,
    Handled,
    Institutions,
    Municipal,
    Municipality,
    Narrow,
    OwnedBy,
    Ownership,
    Personal,
    Scope,
    Shared,
    Trail,
    handles,
    reaches_all,
)

__all__ = [
    "BULK_CHECKED",
    "CONSTANT",
    "AllInstitutions",
    "Borrower",
    "Handled",
    "Institutions",
    "Municipal",
    "Municipality",
    "OwnedBy",
    "Ownership",
    "Personal",
    "Scope",
    "ScopeError",
    "Shared",
    "Trail",
    "allows_row",
    "handles",
    "has_scope",
    "install",
    "is_open_to",
    "ownership",
    "reaches_all",
    "restricted",
    "scope_of",
    "set_scope",
    "system_scope",
]

BULK_CHECKED: Final = "assetmgr_bulk_checked"
CONSTANT: Final = "assetmgr_constant"
"""An execution option of statements that are made once, with `bindparam` for what changes."""


class ScopeError(RuntimeError):
    """A statement or a write that the session's scope does not allow (a programming fault)."""


_NOBODY: Final = Municipal()


def set_scope(session: Session, scope: Scope) -> None:
    """Give the session its scope, once.

    Raises:
        ScopeError: it has another scope already.
    """
    current = session.info.get("scope")
    if current is not None and current != scope:
        raise ScopeError("the session has a scope already")
    session.info["scope"] = scope


def scope_of(session: Session) -> Scope:
    """The session's scope.

    Raises:
        ScopeError: none was set.
    """
    scope: Scope | None = session.info.get("scope")
    if scope is None:
        raise ScopeError("no scope was set for this session")
    return scope


def writing_scope_of(session: Session) -> Scope:
    """The session's scope, for who writes under it.

    Raises:
        ScopeError: the session only reads, or none was set.
    """
    if session.info.get("read_only"):
        raise ScopeError("a reading request may not write")
    return scope_of(session)


def has_scope(session: Session) -> bool:
    """Whether the session was given a scope."""
    return session.info.get("scope") is not None


@contextmanager
def system_scope(session: Session, *, reason: str) -> Iterator[None]:
    """Let the block see everything; `reason` stands in the code for whoever reads it."""
    before = session.info.get("scope")
    if before is not None:
        session.flush()  # what was written before is judged by the scope it was written under
    session.info["scope"] = AllInstitutions(reason)
    try:
        yield
        session.flush()
    finally:
        session.info["scope"] = before


def ownership(model: type[Any]) -> Ownership:
    """How `model` is restricted."""
    declared: Ownership = getattr(model, "__scope__", _NOBODY)
    return declared


def allows_row(scope: Scope, model: type[Any], row: Mapping[str, Any]) -> bool:
    """Whether `scope` may write this new row (column name -> value) of `model`.

    Raises:
        KeyError: the row does not say whose it is.
    """
    if isinstance(scope, AllInstitutions):
        return True
    return ownership(model).allows(lambda name: (row[name],), scope, is_new=True)


def _allows_instance(scope: Narrow, instance: Any) -> bool:
    state = inspect(instance)

    def told(column: str) -> Sequence[Any]:
        history = state.attrs[column].history
        return [*history.deleted, *(history.added or history.unchanged)]

    return ownership(type(instance)).allows(told, scope, is_new=state.pending)


@cache
def _models_by_table() -> dict[str, type[Any]]:
    return {
        mapper.local_table.name: mapper.class_
        for mapper in Base.registry.mappers
        if isinstance(mapper.local_table, Table)
    }


def _owned(source: Any) -> type[Any] | None:
    """The owned model of a table or an alias of one."""
    while isinstance(source, Alias):
        source = source.element
    model = _models_by_table().get(source.name) if isinstance(source, Table) else None
    return None if model is None or isinstance(ownership(model), Shared) else model


def _touched(statement: Any) -> set[type[Any]]:
    """The owned models that a statement reads, at any depth.

    Raises:
        ScopeError: it reads a table past its model, where no criterion can be added.
    """
    found: set[type[Any]] = set()
    for element in visitors.iterate(statement):
        if isinstance(element, Table):
            found |= {model} if (model := _owned(element)) else set()
        elif isinstance(element, Column):
            _refuse_bare(element, element.table)
        elif isinstance(element, Select):
            _refuse_bare_sources(element)
    return found


def _refuse_bare_sources(select: Select[Any]) -> None:
    named = [*select._raw_columns, *select._from_obj, *(join[0] for join in select._setup_joins)]
    for source in named:
        for part in visitors.iterate(source) if isinstance(source, Join) else [source]:
            if isinstance(part, FromClause):
                _refuse_bare(part, part)
    orm = select._propagate_attrs.get("compile_state_plugin") == "orm"
    if not orm and any(_owned(source) for source in select.get_final_froms()):
        raise ScopeError("name a model in select(...): this select escapes the scope")


def _refuse_bare(element: Any, source: Any) -> None:
    if "parententity" not in element._annotations and _owned(source):
        raise ScopeError(f"read {source.name} through its model, not its table")


def _restrict(state: ORMExecuteState) -> None:
    """Add the scope's criterion to a statement, or refuse it."""
    if not state.is_select:
        if not state.execution_options.get(BULK_CHECKED):
            raise ScopeError("bulk statements go through assetmgr.db.bulk")
        return
    scope = scope_of(state.session)
    if isinstance(scope, AllInstitutions):
        return
    if state.is_column_load:  # an object of the session is read again, by its key
        _restrict_reading_again(state, scope)
        return
    is_constant = state.execution_options.get(CONSTANT)
    restrict = _restricted_once if is_constant else restricted
    state.statement = restrict(state.statement, scope)


def _restrict_reading_again(state: ORMExecuteState, scope: Narrow) -> None:
    model = state.bind_mapper.class_ if state.bind_mapper else None
    if model is not None and not isinstance(ownership(model), Shared):
        statement = cast("Select[Any]", state.statement)
        state.statement = statement.where(ownership(model).criterion(model, scope))


def restricted(statement: Any, scope: Narrow) -> Any:
    """A statement with the scope's criteria.

    Raises:
        ScopeError: it reads a table past its model, where no criterion can be added.
    """
    models: Any = _touched(statement)
    if isinstance(scope, Municipality):
        models = {one for one in models if is_closed_to_municipality(one)}
    criteria = (_criterion(one, scope) for one in sorted(models, key=lambda one: one.__name__))
    return statement.options(*criteria) if models else statement


def is_closed_to_municipality(model: type[Any]) -> bool:
    """Whether a model has rows that not all of the municipality's people see."""
    owned = ownership(model)
    return isinstance(owned, Personal | Handled) or (
        isinstance(owned, OwnedBy) and owned.sensitive is not None
    )


def is_open_to(scope: Scope, statement: Any) -> bool:
    """Whether `scope` reads all that a statement gives, without any criterion.

    Raises:
        ScopeError: the statement reads a table past its model.
    """
    match scope:
        case AllInstitutions():
            return True
        case Municipality():
            return not any(is_closed_to_municipality(one) for one in _touched(statement))
    return False


_restricted_once: Final = lru_cache(maxsize=256)(restricted)
"""A constant statement with its criteria is kept, and with it all that was computed for it."""


class _Criterion(LoaderCriteriaOption):
    """A model's criterion, wherever a statement has the model or an alias of it.

    SQLAlchemy puts a criterion on an alias in FROM, but on the model itself where the alias is
    joined, which leaves the alias open: so for an alias it is told of the alias. Its values stay
    those of the statement's cache key: others would be kept in the compiled text for all scopes.
    """

    _traverse_internals = LoaderCriteriaOption._traverse_internals

    def __init__(self, model: type[Any], scope: Narrow) -> None:
        criterion = ownership(model).criterion(model, scope)
        super().__init__(model, criterion, include_aliases=True)

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        if not ext_info.is_aliased_class:
            return super()._resolve_where_criteria(ext_info)
        return _deep_annotate(
            ext_info._adapter.traverse(self.where_criteria),
            {"for_loader_criteria": self},
            detect_subquery_cols=True,
            ind_cols_on_fromclause=True,
        )


@lru_cache(maxsize=1024)
def _criterion(model: type[Any], scope: Narrow) -> _Criterion:
    """Made once for each scope: it is part of nearly every statement."""
    return _Criterion(model, scope)


def _guard(session: Session, flush: UOWTransaction, instances: object) -> None:
    """Refuse to write what the scope may not touch: new, dirty and deleted, the old owner too."""
    changed = [
        *session.new,
        *session.deleted,
        *(one for one in session.dirty if session.is_modified(one)),
    ]
    if not changed:
        return
    scope = writing_scope_of(session)
    if isinstance(scope, AllInstitutions):
        return
    for instance in changed:
        if not _allows_instance(scope, instance):
            raise ScopeError(f"{type(instance).__name__} of another institution")


def install(session_class: type[Session]) -> None:
    """Put the listener and the guard on a session class."""
    listeners: dict[str, Callable[..., None]] = {
        "do_orm_execute": _restrict,
        "before_flush": _guard,
    }
    for name, listener in listeners.items():
        event.listen(session_class, name, listener)
