"""What borrowers are told by mail of a decision: that there is one, never why.

Letters are Latvian, as all that the product sends; a pupil is addressed by 'tu'. Nothing is mailed
about assistive devices.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.outbox.operations import NewMail, queue_mails
from assetmgr.outbox.policy import is_usable_address
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Person
from assetmgr.requests.codes import RequestStatus
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.one import kinds_by_id, numbers_of


@dataclass(frozen=True, slots=True)
class _Words:
    subject: str
    to_pupil: str
    to_employee: str


_WORDS: Final[Mapping[RequestStatus, _Words]] = {
    RequestStatus.CONFIRMED: _Words(
        "Pieteikums {number} ir apstiprināts",
        "Tavs pieteikums {number} ({kind}) ir apstiprināts. Skola pateiks, kad ierīci var saņemt.",
        "Jūsu pieteikums {number} ({kind}) ir apstiprināts. Iestāde paziņos, kad ierīci var"
        " saņemt.",
    ),
    RequestStatus.POSTPONED: _Words(
        "Pieteikums {number} ir atlikts",
        "Tavs pieteikums {number} ({kind}) ir atlikts līdz {until}. Pēc tam tas atkal būs rindā,"
        " no jauna pieteikties nevajag.",
        "Jūsu pieteikums {number} ({kind}) ir atlikts līdz {until}. Pēc tam tas atkal būs rindā,"
        " no jauna pieteikties nav vajadzīgs.",
    ),
    RequestStatus.DECLINED: _Words(
        "Par pieteikumu {number} ir pieņemts lēmums",
        "Šoreiz ierīci pēc tava pieteikuma {number} ({kind}) nevarēs izsniegt. Kāpēc, ir rakstīts"
        " tavā lapā.",
        "Šoreiz ierīci pēc Jūsu pieteikuma {number} ({kind}) nevarēs izsniegt. Pamatojums ir"
        " Jūsu lapā.",
    ),
}


def tell(
    session: Session,
    requests: Collection[LoanRequest],
    people: Mapping[int, Person],
    *,
    address: str,
    now: datetime,
) -> int:
    """Queue a letter about each decision to who has an e-mail; how many."""
    told = [one for one in requests if not one.sensitive and _mail_of(people[one.person_id])]
    numbers = numbers_of(session, told)
    kinds = kinds_by_id(session, {one.kind_id for one in told})
    schools = _schools(session, {one.institution_id for one in told})
    return queue_mails(
        session,
        (
            _letter(
                one,
                people[one.person_id],
                {
                    "number": numbers[one.id],
                    "kind": kinds[one.kind_id].name_lv,
                    "school": schools[one.institution_id],
                    "address": address,
                },
                now,
            )
            for one in told
        ),
        now=now,
    )


def _mail_of(person: Person) -> str:
    return person.email if person.email and is_usable_address(person.email) else ""


def _letter(
    request: LoanRequest, person: Person, told: Mapping[str, str], now: datetime
) -> NewMail:
    words = _WORDS[request.status]
    is_pupil = person.role is PersonRole.PUPIL
    until = request.postponed_until
    values = {**told, "until": f"{until:%d.%m.%Y}." if until else ""}
    text = (words.to_pupil if is_pupil else words.to_employee).format_map(values)
    page = "Sava lapa" if is_pupil else "Jūsu lapa"
    return NewMail(
        institution_id=request.institution_id,
        to=_mail_of(person),
        subject=words.subject.format_map(values),
        body=f"Labdien!\n\n{text}\n\n{page}: {told['address']}\n\n{told['school']}\n",
        kind=f"request_{request.status.value}",
        key=f"request_{request.status.value}:{told['number']}:{now:%Y%m%dT%H%M%S.%f}",
    )


def _schools(session: Session, ids: Collection[int]) -> dict[int, str]:
    with system_scope(session, reason="a letter is signed by its institution"):
        rows = session.execute(
            select(Institution.id, Institution.name).where(Institution.id.in_(ids))
        )
        return {row.id: row.name for row in rows}
