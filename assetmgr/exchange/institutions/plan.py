"""What an institution file would do to the register as it stands."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.db.scope import reaches_all, scope_of
from assetmgr.exchange import cells, words
from assetmgr.exchange.faults import Fault, fault_of
from assetmgr.exchange.parse import Row, Table
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.simple import Draft, Reader, SimplePlan, Stored, make_plan, read_values
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution

_CODE: Final = partial(cells.line, limit=20)
_READERS: Final[Mapping[str, Reader]] = {
    "name": partial(cells.line, limit=200),
    "short_name": partial(cells.line, limit=60),
    "type": partial(cells.code, words=words.INSTITUTION_TYPES),
}
_SHORT_NAME: Final = 60


def plan_institutions(
    session: Session, table: Table, *, today: date, progress: Progress | None = None
) -> SimplePlan:
    """Compare a file with the institutions; the key is the code without case.

    Raises:
        Refused: the session's scope is not the whole municipality.
    """
    if not reaches_all(scope_of(session)):
        raise Refused(N_("Institutions are imported by the municipality."))
    stored = _stored(session)
    drafts: dict[str, Draft] = {}
    faults: list[Fault] = []
    for row in table.rows:
        try:
            key, code = _key(row, drafts)
        except Refused as refused:
            faults.append(fault_of(row.number, refused, "code"))
        else:
            drafts[key] = _draft(row, code, stored.get(key))
    return make_plan(table, list(drafts.values()), faults)


def _stored(session: Session) -> dict[str, Stored]:
    rows = session.execute(
        select(
            Institution.id,
            Institution.code,
            Institution.name,
            Institution.short_name,
            Institution.type,
        )
    )
    return {
        cells.word_key(code): Stored(key, {"name": name, "short_name": short_name, "type": of_type})
        for key, code, name, short_name, of_type in rows
    }


def _key(row: Row, drafts: Mapping[str, Draft]) -> tuple[str, str]:
    code = _CODE(row.cells.get("code", ""))
    if not code:
        raise Refused(N_("Every row needs this."))
    key = cells.word_key(code)
    if key in drafts:
        raise Refused(N_("Row %(row)s has the same code."), row=drafts[key].row.number)
    return key, code


def _draft(row: Row, code: str, current: Stored | None) -> Draft:
    draft = Draft(row, code, current)
    read_values(draft, _READERS)
    if current is None:
        _complete(draft, code)
    return draft


def _complete(draft: Draft, code: str) -> None:
    """A new institution needs a name and a type; a short name is the name where that is short."""
    for column in ("name", "type"):
        if column not in draft.row.cells:
            draft.refuse(Refused(N_("A new institution needs this.")), column)
    name: Any = draft.values.get("name", "")
    if "short_name" not in draft.row.cells and len(name) > _SHORT_NAME:
        draft.refuse(Refused(N_("A new institution needs this.")), "short_name")
    draft.values = {"code": code, "short_name": name, **draft.values}
