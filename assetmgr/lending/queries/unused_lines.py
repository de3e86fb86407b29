"""Unused devices as a list shows them: whose, since when, and whether the borrower was asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from assetmgr.devices.models import Kind
from assetmgr.institutions.models import Institution
from assetmgr.lending.policy.asking import letter_key
from assetmgr.lending.queries.unused import Unused
from assetmgr.loans.models import Act
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.one_act import keys_of
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list; `name` is None where the reader's scope has no borrowers.

    `key` stands for the borrower everywhere; `asked_at` is when a letter was written to them.
    """

    unused: Unused
    number: str
    device_id: int
    asset_tag: str
    model: str | None
    kind_lv: str
    kind_en: str
    institution: str
    key: str
    name: str | None
    class_name: str | None
    has_address: bool
    asked_at: datetime | None


def lines_of(session: Session, found: Sequence[Unused]) -> list[Line]:
    """The lines of these loans, in their order."""
    rows = session.execute(
        select(
            Act.id,
            Act.number,
            Act.device_id,
            Act.asset_tag,
            Act.model,
            Act.person_id,
            Kind.name_lv,
            Kind.name_en,
            Institution.code,
            Institution.short_name,
        )
        .join(Kind, Kind.id == Act.kind_id)
        .join(Institution, Institution.id == Act.institution_id)
        .where(Act.id.in_([one.act_id for one in found]))
    )
    acts: dict[int, Any] = {row.id: row for row in rows}
    people = _people(session, [row.person_id for row in acts.values()])
    keys = keys_of(session, [row.person_id for row in acts.values()])
    told = [(one, acts[one.act_id]) for one in found]
    asked = _asked(session, [_letter(one, row) for one, row in told])
    return [
        _line(
            one, row, keys[row.person_id], people.get(row.person_id), asked.get(_letter(one, row))
        )
        for one, row in told
    ]


def _letter(one: Unused, row: Row[Any]) -> str:
    return letter_key(act_number(row.code, row.number), one.since)


def _line(
    one: Unused, row: Row[Any], key: str, person: Person | None, asked_at: datetime | None
) -> Line:
    return Line(
        unused=one,
        number=act_number(row.code, row.number),
        device_id=row.device_id,
        asset_tag=row.asset_tag,
        model=row.model,
        kind_lv=row.name_lv,
        kind_en=row.name_en,
        institution=row.short_name,
        key=key,
        name=person.name if person else None,
        class_name=person.class_name if person else None,
        has_address=bool(person and person.email),
        asked_at=asked_at,
    )


def _people(session: Session, person_ids: Sequence[int]) -> dict[int, Person]:
    found = session.scalars(select(Person).where(Person.id.in_(person_ids)))
    return {one.id: one for one in found}


def _asked(session: Session, keys: Sequence[str]) -> dict[str, datetime]:
    rows = session.execute(
        select(OutboxMail.key, OutboxMail.queued_at).where(OutboxMail.key.in_(keys))
    )
    return dict(rows.all())
