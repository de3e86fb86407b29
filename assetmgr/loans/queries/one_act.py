"""One act with all that its page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from assetmgr.audit.models import AuditEntry
from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.models import Act, ActContent, Extension
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.acts import exchanged
from assetmgr.people.models import Person


@dataclass(frozen=True, slots=True)
class Other:
    """An act beside this one, by its number as people write it."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class ActView:
    """An act, its institution, and its borrower as far as the scope sees one.

    `content` and `person` are None where the scope does not reach them; `content` also once the
    borrower is forgotten. `asked`: the borrower's question to keep it longer, not answered yet.
    `is_corrected`: the act `after` is one of the same device.
    `is_exchange`: two borrowers swapped their devices, and this act is one's of them.
    """

    act: Act
    institution: Institution
    person: Person | None
    content: ActContent | None
    asked: Extension | None
    before: Other | None
    after: Other | None
    is_exchange: bool
    is_corrected: bool

    @property
    def number(self) -> str:
        """The act's number as people write it."""
        return act_number(self.institution.code, self.act.number)

    @property
    def contents(self) -> ActContents | None:
        """What stands on the act."""
        return from_json(self.content.contents) if self.content else None


def act_view(session: Session, act_id: int) -> ActView | None:
    """The act with this id; None to strangers."""
    before, after = aliased(Act), aliased(Act)
    row = session.execute(
        select(
            Act, Institution, Person, ActContent, Extension,
            before.id, before.number, after.id, after.number, exchanged(Act, before),
            after.device_id == Act.device_id,
        )
        .join(Institution, Institution.id == Act.institution_id)
        .outerjoin(Person, Person.id == Act.person_id)
        .outerjoin(ActContent, ActContent.act_id == Act.id)
        .outerjoin(Extension, and_(Extension.act_id == Act.id, Extension.granted.is_(None)))
        .outerjoin(before, before.id == Act.supersedes_id)
        .outerjoin(after, after.supersedes_id == Act.id)
        .where(Act.id == act_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    act, institution, person, content, asked, *others = row
    return ActView(
        act, institution, person, content, asked,
        _other(institution, *others[:2]), _other(institution, *others[2:4]), others[4],
        bool(others[5]),
    )  # fmt: skip


def _other(institution: Institution, act_id: Any, number: Any) -> Other | None:
    return None if act_id is None else Other(act_id, act_number(institution.code, number))


def trail_of(session: Session, act_id: int) -> Sequence[AuditEntry]:
    """Who did what with an act, the newest first."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_type == "act", AuditEntry.subject_id == act_id)
        .order_by(AuditEntry.id.desc())
    ).all()


def keys_of(session: Session, person_ids: Iterable[int]) -> dict[int, str]:
    """The keys by which borrowers are called where their names are not in reach, by id."""
    wanted = sorted(set(person_ids))
    if not wanted:
        return {}
    with system_scope(session, reason="a key names nobody"):
        rows = session.execute(select(Person.id, Person.key).where(Person.id.in_(wanted)))
        return {row.id: row.key for row in rows}
