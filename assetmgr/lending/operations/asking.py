"""A borrower is asked whether a device that nobody uses is still needed."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.lending.policy import asking
from assetmgr.lending.queries.unused_lines import Line
from assetmgr.loans.models import Act
from assetmgr.outbox.operations import queue_mail
from assetmgr.outbox.policy import is_usable_address
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person


def ask_whether_needed(
    session: Session, line: Line, *, institution: str, address: str, actor: Actor, now: datetime
) -> None:
    """Write to the borrower of an unused device; once for each stretch of idleness.

    Args:
        institution: the name under the letter.
        address: where borrowers find their own page.

    Raises:
        Refused: they have no address that takes mail, or were asked already.
    """
    act, person = session.execute(
        select(Act, Person)
        .join(Person, Person.id == Act.person_id)
        .where(Act.id == line.unused.act_id)
    ).one_or_none() or (None, None)
    if act is None or person is None or not is_usable_address(person.email or ""):
        raise Refused(N_("They have no e-mail address here; ask them at school."))
    is_new = queue_mail(
        session,
        institution_id=act.institution_id,
        to=person.email or "",
        name=person.name,
        subject=asking.subject(),
        body=asking.body(
            greeting=(person.name or "").split(" ")[0],
            device=" ".join(part for part in (line.kind_lv, line.model) if part),
            tag=line.asset_tag,
            weeks=line.unused.weeks,
            institution=institution,
            address=address,
            pupil=person.role is PersonRole.PUPIL,
        ),
        kind=asking.KIND,
        key=asking.letter_key(line.number, line.unused.since),
        now=now,
    )
    if not is_new:
        raise Refused(N_("They were asked already; there is no answer yet."))
    record(
        session,
        entry(
            action="asked",
            subject="act",
            subject_id=act.id,
            label=line.number,
            institution_id=act.institution_id,
            before=None,
            after={"weeks": line.unused.weeks},
            actor=actor,
            now=now,
        ),
    )
