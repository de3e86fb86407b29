"""Whose rows are, and who may see and write them: what models declare, and scopes ask.

`assetmgr.db.scope` puts it in force on a session.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, false, or_, true


@dataclass(frozen=True, slots=True)
class AllInstitutions:
    """Everything; `reason` says for whom or why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Municipality:
    """Every institution, but borrowers' data of `people_of` alone.

    `handles`: the institutions for which somebody is a named handler of what is sensitive.
    """

    reason: str
    people_of: frozenset[int] = frozenset()
    handles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Institutions:
    """Only what belongs to these institutions (by id); what is sensitive only where handled."""

    ids: frozenset[int]
    handles: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Borrower:
    """Only what is about a human, known as these persons (one for each institution)."""

    person_ids: frozenset[int]


Narrow = Municipality | Institutions | Borrower
Scope = AllInstitutions | Narrow


Told = Callable[[str], Sequence[Any]]
"""By a column's name: what stands there in a row, and what shall stand there."""


class Ownership(Protocol):
    """How a model is restricted; declared by every model as `__scope__`."""

    def criterion(self, model: Any, scope: Narrow) -> ColumnElement[bool]:
        """What a row must be for `scope` to read it."""

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        """Whether `scope` may write a row, both as it was and as it shall be."""


@dataclass(frozen=True, slots=True)
class OwnedBy:
    """Rows of the institution in `column`.

    A borrower sees those that name a person in `borrower`, none where no column does, and those
    that are `is_public`. What is `sensitive` (a column says so) only handlers see.
    """

    column: str = "institution_id"
    borrower: str | None = None
    sensitive: str | None = None
    is_public: bool = False

    def criterion(self, model: Any, scope: Narrow) -> ColumnElement[bool]:
        match scope:
            case Borrower(person_ids=ids):
                if self.is_public:
                    return true()
                return _among(getattr(model, self.borrower), ids) if self.borrower else false()
            case Institutions(ids=ids, handles=handles):
                own = _among(getattr(model, self.column), ids)
                return and_(own, self._seen(model, handles)) if self.sensitive else own
            case Municipality(handles=handles):
                return self._seen(model, handles) if self.sensitive else true()

    def _seen(self, model: Any, handles: frozenset[int]) -> ColumnElement[bool]:
        usual: ColumnElement[bool] = getattr(model, self.sensitive or "").is_(False)
        return or_(usual, _among(getattr(model, self.column), handles)) if handles else usual

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        match scope:
            case Borrower(person_ids=ids):
                return self.borrower is not None and _all_among(told(self.borrower), ids)
            case Institutions(ids=ids):
                return _all_among(told(self.column), ids) and self._handled(told, scope)
            case Municipality():
                return self._handled(told, scope)

    def _handled(self, told: Told, scope: Municipality | Institutions) -> bool:
        if self.sensitive is None or True not in told(self.sensitive):
            return True
        return _all_among(told(self.column), scope.handles)


@dataclass(frozen=True, slots=True)
class Personal(OwnedBy):
    """Borrowers' data: of all the municipality's people only those who lend there see it."""

    def criterion(self, model: Any, scope: Narrow) -> ColumnElement[bool]:
        if isinstance(scope, Municipality):
            own = _among(getattr(model, self.column), scope.people_of)
            return and_(own, OwnedBy.criterion(self, model, scope))
        return OwnedBy.criterion(self, model, scope)

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        if isinstance(scope, Municipality) and not _all_among(told(self.column), scope.people_of):
            return False
        return OwnedBy.allows(self, told, scope, is_new=is_new)


@dataclass(frozen=True, slots=True)
class Handled(OwnedBy):
    """What named handlers alone see and write: why somebody is helped first."""

    def criterion(self, model: Any, scope: Narrow) -> ColumnElement[bool]:
        if isinstance(scope, Borrower):
            return false()
        return _among(getattr(model, self.column), scope.handles)

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        return not isinstance(scope, Borrower) and _all_among(told(self.column), scope.handles)


@dataclass(frozen=True, slots=True)
class Trail(OwnedBy):
    """Rows of an institution that whoever acts there adds, a borrower too, and nobody changes."""

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        if isinstance(scope, Borrower):
            return is_new
        return OwnedBy.allows(self, told, scope, is_new=is_new)


@dataclass(frozen=True, slots=True)
class Shared:
    """Rows that belong to nobody: every signed-in person reads them, only all-scopes write them."""

    writable: bool = False

    def criterion(self, model: Any, scope: Narrow) -> ColumnElement[bool]:
        return true()

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        return self.writable or isinstance(scope, Municipality)


@dataclass(frozen=True, slots=True)
class Municipal:
    """Rows for the municipality alone."""

    def criterion(self, model: Any, scope: Narrow) -> ColumnElement[bool]:
        return true() if isinstance(scope, Municipality) else false()

    def allows(self, told: Told, scope: Narrow, *, is_new: bool) -> bool:
        return isinstance(scope, Municipality)


def _among(column: Any, ids: frozenset[int]) -> ColumnElement[bool]:
    """`in_` makes a list anew each time: one id, as nearly everybody has, is an equality."""
    found: ColumnElement[bool] = (
        column == next(iter(ids)) if len(ids) == 1 else column.in_(sorted(ids))
    )
    return found


def _all_among(values: Sequence[Any], ids: frozenset[int]) -> bool:
    return ids.issuperset(values)


def reaches_all(scope: Scope) -> bool:
    """Whether `scope` reaches every institution, if not everything in each."""
    return isinstance(scope, AllInstitutions | Municipality)


def handles(scope: Scope, institution_id: int) -> bool:
    """Whether `scope` is that of a named handler of what is sensitive at the institution."""
    match scope:
        case AllInstitutions():
            return True
        case Municipality(handles=ids) | Institutions(handles=ids):
            return institution_id in ids
    return False
