"""From a violated constraint to a sentence a person can act on."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, OperationalError

from assetmgr.i18n.marks import N_


class Refused(Exception):  # noqa: N818 - reads as what happened
    """A wish that a rule forbids.

    `message` is a translatable text with %(name)s places, `values` fills them, `field` names the
    form field or column it stands beside (or None).
    """

    def __init__(self, message: str, *, field: str | None = None, **values: Any) -> None:
        self.message = message
        self.field = field
        self.values: Mapping[str, Any] = values
        super().__init__(message % values)


_UNKNOWN: Final = {"42P01", "42703"}
"""PostgreSQL knows no such table or column."""
_VIOLATIONS: Final[dict[str, tuple[str, str]]] = {}


def on_violation(name: str, columns: str, message: str, field: str) -> None:
    """Say what a violated unique constraint means.

    Args:
        name: the constraint's or index's name, which PostgreSQL reports.
        columns: 'table.column, table.column' as SQLite reports it, or the index's name.
        message: the translatable sentence.
        field: the form field or column it stands beside.
    """
    _VIOLATIONS[name] = _VIOLATIONS[columns] = (message, field)


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a violation in the block (at flush or at commit) into `Refused`."""
    try:
        yield
    except IntegrityError as error:
        raise refusal(error) from error


def refusal(error: IntegrityError) -> Refused:
    """What a violation means to the person who caused it."""
    message, field = _VIOLATIONS.get(_violated(error), (None, None))
    if message is None:
        return Refused(N_("Somebody changed the same data at this moment. Open the page again."))
    return Refused(message, field=field)


def unusable(error: DBAPIError) -> str | None:
    """Why the database cannot be used, in one sentence; None where the fault is the program's."""
    reason = str(error.orig).strip().partition("\n")[0]
    if "no such" in reason or getattr(error.orig, "sqlstate", None) in _UNKNOWN:
        return f"The database is not at this program's state ({reason}). Run: assetmgr db upgrade"
    if isinstance(error, OperationalError) or type(error) is DatabaseError:
        return f"ASSETMGR_DATABASE_URL: the database cannot be used ({reason})"
    return None


def _violated(error: IntegrityError) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name)
    text = str(error.orig)
    return text.rpartition("constraint failed: ")[2].removeprefix("index ").strip("'")
