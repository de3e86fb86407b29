"""What a headcount file would do to the register as it stands."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Final, TypeVar

from sqlalchemy import Boolean, Numeric, select
from sqlalchemy.orm import Session

from assetmgr.db.errors import Refused
from assetmgr.exchange import cells
from assetmgr.exchange.institutions.known import Owners, read_owners
from assetmgr.exchange.parse import Row, Table
from assetmgr.exchange.places import Places, SiteRef, read_places
from assetmgr.exchange.progress import Progress
from assetmgr.exchange.simple import Draft, Reader, SimplePlan, Stored, make_plan, read_values
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import HEADCOUNT_COLUMNS, Headcount

Value = TypeVar("Value")
Key = tuple[int, SiteRef | None, date]
"""Institution, site (None: the whole institution) and day: unique together."""


def _reader(name: str) -> Reader:
    of_type = Headcount.__mapper__.columns[name].type
    if isinstance(of_type, Boolean):
        return cells.yes_or_no
    if isinstance(of_type, Numeric):
        return partial(cells.decimal, places=3, most=Decimal("999999.999"))
    return cells.whole


_READERS: Final[Mapping[str, Reader]] = {name: _reader(name) for name in HEADCOUNT_COLUMNS}


def plan_headcounts(
    session: Session, table: Table, *, today: date, progress: Progress | None = None
) -> SimplePlan:
    """Compare a file with the headcounts; a blank cell keeps what is there, or is 'not told'."""
    owners, places = read_owners(session), read_places(session)
    stored = _stored(session)
    drafts: list[Draft] = []
    rows_by_key: dict[Key, int] = {}
    for row in table.rows:
        draft, key = _keyed(row, owners, places, stored)
        read_values(draft, _READERS)
        if key is not None:
            first = rows_by_key.setdefault(key, row.number)
            if first != row.number:
                draft.refuse(
                    Refused(N_("Row %(row)s has the same institution, site and day."), row=first)
                )
        drafts.append(draft)
    return make_plan(table, drafts, (), places.new_sites)


def _stored(session: Session) -> dict[Key, Stored]:
    columns = [getattr(Headcount, name) for name in HEADCOUNT_COLUMNS]
    rows = session.execute(
        select(Headcount.id, Headcount.institution_id, Headcount.site_id, Headcount.as_of, *columns)
    )
    return {
        (owner, site, day): Stored(key, dict(zip(HEADCOUNT_COLUMNS, values, strict=True)))
        for key, owner, site, day, *values in rows
    }


def _keyed(
    row: Row, owners: Owners, places: Places, stored: Mapping[Key, Stored]
) -> tuple[Draft, Key | None]:
    """The draft of a row with its key; without one where the key itself is wrong."""
    faults = Draft(row, "", None)
    owner = _read(faults, "institution", owners.named)
    day = _read(faults, "as_of", cells.day)
    site_name = row.cells.get("site")
    if owner is None or day is None:
        return faults, None
    try:
        site = None if site_name is None else places.site(owner, site_name)
    except Refused as refused:
        faults.refuse(refused, "site")
        return faults, None
    key = (owner, site, day)
    draft = Draft(row, f"{owners.codes[owner]} {day.isoformat()}", stored.get(key))
    if draft.current is None:
        draft.values = {"institution_id": owner, "site_id": site, "as_of": day}
    return draft, key


def _read(draft: Draft, column: str, read: Callable[[str], Value]) -> Value | None:
    text = draft.row.cells.get(column)
    if text is None:
        draft.refuse(Refused(N_("Every row needs this.")), column)
        return None
    try:
        return read(text)
    except Refused as refused:
        draft.refuse(refused, column)
        return None
