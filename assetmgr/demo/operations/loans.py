"""Loans of the demo's schools, written in bulk as if they had gone through the desk.

Two thousand loans one by one would keep a first start waiting: here only the rows of acts, their
contents, consents, cases, requests and audit entries are made, from the same functions as at the
desk (`loans.operations.freezing`). Devices are left as they are: what is lent is in use already.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, Terms
from assetmgr.agreements.operations.terms import add_terms, ensure_terms
from assetmgr.agreements.policy.first_terms import first_terms
from assetmgr.audit.actor import Actor, Via
from assetmgr.audit.operations import record_all
from assetmgr.db.bulk import bulk_insert, bulk_insert_returning
from assetmgr.demo.chance import share
from assetmgr.demo.custody import COMPARED_AT
from assetmgr.demo.lent import Held, Loan, loans_of
from assetmgr.demo.operations.devices import Stays
from assetmgr.demo.operations.loans_asked import load_requests
from assetmgr.demo.operations.places import Places
from assetmgr.demo.pupils import PUPIL
from assetmgr.devices.codes import Purpose
from assetmgr.devices.models import Device, Kind
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.lending.policy.settings import Policy
from assetmgr.loans.act.encoding import contents_sha256, to_json
from assetmgr.loans.codes import ActStatus, CaseKind, CaseStatus, ReturnState
from assetmgr.loans.models import Act, ActContent, LoanCase
from assetmgr.loans.operations.freezing import frozen
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.borrowers import PERSON, Lender, ToLendTo, lender
from assetmgr.loans.queries.lendable import COLUMNS, Lent, lent_of, with_its_kind
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person
from assetmgr.people.policy.ages import is_minor
from assetmgr.requests.codes import Channel
from assetmgr.usage.models import UsageDay

DESK: Final = Actor("Skolas bibliotekārs", Via.DEMO)
_SIGNED_SHARE: Final = 0.85
_OPEN_CASE: Final = timedelta(days=60)
_MATTERS: Final = {
    ActStatus.LOST: CaseKind.LOSS,
    ActStatus.STOLEN: CaseKind.THEFT,
    ActStatus.RETURNED: CaseKind.DAMAGE,
}


@dataclass(frozen=True, slots=True)
class _Place:
    """An institution that lends, with all that its acts are made from."""

    code: str
    lending: Lender
    terms: Terms
    devices: Mapping[int, Lent]
    people: dict[int, ToLendTo]
    pupil_id: int | None
    """Who has an account."""


def load_loans(session: Session, places: Places, devices: Mapping[str, Stays], until: date) -> int:
    """Write the loans as they stand at the end of `until`; how many there are."""
    people, lents, used = _people(session), _devices(session), _used(session, until)
    pupil_id = session.scalars(select(Person.id).where(Person.email == PUPIL)).one_or_none()
    count = 0
    for code, institution_id in places.institutions.items():
        here = people.get(institution_id)
        if not here:
            continue
        began = _on(date(until.year - 3, 9, 1))
        place = _Place(
            code,
            lender(session, institution_id),
            _terms(session, code, institution_id, began),
            {lent.device.id: lent for lent in lents[institution_id]},
            here,
            pupil_id,
        )
        held = [_held(lent, devices, used) for lent in lents[institution_id]]
        loans = _planned(place, held, until)
        _write(session, place, loans, until)
        borrowers = {loan.person_id for loan in loans if loan.ended_on is None}
        load_requests(session, code, _pupils(place), borrowers, places.kinds["chromebook"], until)
        count += len(loans)
    return count


def _terms(session: Session, code: str, institution_id: int, now: datetime) -> Terms:
    """One school's say that custody is compared, so that it can be tried."""
    if code != COMPARED_AT:
        return ensure_terms(session, institution_id, actor=DESK, now=now)
    first = first_terms(Policy(custody_on=True))
    return add_terms(
        session,
        institution_id,
        title=first.title,
        text=first.text,
        liability=first.liability,
        liability_limit_eur=None,
        dispute=first.dispute,
        monitoring=first.monitoring,
        actor=DESK,
        now=now,
    )


def _people(session: Session) -> dict[int, dict[int, ToLendTo]]:
    guardians = dict(session.execute(select(Guardian.person_id, Guardian.name)).all())
    found: defaultdict[int, dict[int, ToLendTo]] = defaultdict(dict)
    for row in session.execute(select(*PERSON)):
        one = ToLendTo(*row, guardians.get(row.id), None, None)
        found[one.institution_id][one.id] = one
    return found


def _devices(session: Session) -> dict[int, list[Lent]]:
    """Pupils' Chromebooks and teachers' laptops by institution."""
    lendable = or_(
        and_(Kind.code == "chromebook", Device.purpose == Purpose.PUPILS),
        and_(Kind.code == "laptop", Device.purpose == Purpose.TEACHERS),
    )
    statement = with_its_kind(select(*COLUMNS)).where(lendable).order_by(Device.tag_key)
    found: defaultdict[int, list[Lent]] = defaultdict(list)
    for row in session.execute(statement):
        lent = lent_of(row)
        found[lent.device.institution_id].append(lent)
    return found


def _used(session: Session, until: date) -> frozenset[int]:
    """Devices that were active in the last four weeks."""
    since = until - timedelta(weeks=4)
    return frozenset(
        session.scalars(select(UsageDay.device_id).where(UsageDay.day > since).distinct())
    )


def _held(lent: Lent, devices: Mapping[str, Stays], used: Collection[int]) -> Held:
    one, there = lent.device, lent.since
    for moment in reversed(devices[one.asset_tag].timeline):
        if moment.state.institution_id != one.institution_id:
            break
        there = min(there, moment.day)
    return Held(one.id, one.asset_tag, one.status, lent.since, there, one.id in used)


def _pupils(place: _Place) -> list[ToLendTo]:
    """In the order of chance, the one with an account first."""
    found = [one for one in place.people.values() if one.role is PersonRole.PUPIL]
    return sorted(found, key=lambda one: (one.id != place.pupil_id, share("borrower", one.key)))


def _planned(place: _Place, held: Sequence[Held], until: date) -> list[Loan]:
    people = list(place.people.values())
    return loans_of(
        [one for one in held if place.devices[one.device_id].kind_code == "chromebook"],
        [one for one in held if place.devices[one.device_id].kind_code == "laptop"],
        [one.id for one in _pupils(place)],
        [one.id for one in people if one.role is PersonRole.EMPLOYEE],
        until,
    )


def _write(session: Session, place: _Place, loans: Sequence[Loan], until: date) -> None:
    institution_id = place.lending.institution_id
    numbers = next_numbers(session, institution_id, Series.ACT, len(loans))
    place = replace(place, people=place.people | _agreed(place, loans))
    told = [_act(place, loan, number) for loan, number in zip(loans, numbers, strict=True)]
    ids = bulk_insert_returning(session, Act, [row for row, _ in told], Act.id)
    acts = [{**row, "id": key} for key, (row, _) in zip(ids, told, strict=True)]
    bulk_insert(
        session,
        ActContent,
        (
            {
                "act_id": act["id"],
                "institution_id": institution_id,
                "person_id": act["person_id"],
                "contents": contents,
                "signature": None,
            }
            for act, (_, contents) in zip(acts, told, strict=True)
        ),
    )
    bulk_insert(session, Consent, _consents(place))
    bulk_insert(session, LoanCase, (case for act in acts for case in _cases(act, until)))
    saw(session, Source.LOAN, _sightings(loans, institution_id))
    record_all(session, (entry for act in acts for entry in _trail(place, act)))


def _act(place: _Place, loan: Loan, number: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The row of an act, and what stands on it."""
    lent, borrower = place.devices[loan.device_id], place.people[loan.person_id]
    issued = _on(loan.issued_on)
    is_signed = share("signed", lent.device.asset_tag, loan.issued_on) < _SIGNED_SHARE
    row: dict[str, Any] = {
        "institution_id": lent.device.institution_id,
        "number": number,
        "status": loan.status,
        "sensitive": False,
        "device_id": lent.device.id,
        "kind_id": lent.device.kind_id,
        "asset_tag": lent.device.asset_tag,
        "serial_number": lent.device.serial_number,
        "inventory_number": lent.device.inventory_number,
        "model": lent.model or None,
        "value_eur": lent.device.price_eur,
        "person_id": loan.person_id,
        "person_role": borrower.role,
        "terms_id": place.terms.id,
        "due_on": loan.due_on,
        "accessories": {"charger": 1},
        "prepared_at": issued,
        "prepared_by": DESK.name,
        "issued_at": issued,
        "issued_on": loan.issued_on,
        "issued_by": DESK.name,
        "signed_at": issued if is_signed else None,
        "signed_how": SignedHow.PAPER if is_signed else None,
        "ended_at": _on(loan.ended_on) if loan.ended_on else None,
        "ended_on": loan.ended_on,
        "ended_by": DESK.name if loan.ended_on else None,
        "return_state": loan.state,
        "device_after": loan.after,
        "accessories_back": {"charger": 1} if loan.state else None,
        "version": 1,
    }
    contents = frozen(
        Act(**row),
        lent,
        borrower,
        place.lending,
        place.terms,
        number=act_number(place.code, number),
        supersedes=None,
        condition=None,
        issued_on=loan.issued_on,
        is_minor=is_minor(borrower, loan.issued_on),
        actor=DESK,
    )
    return {**row, "contents_sha256": contents_sha256(contents)}, to_json(contents)


def _agreed(place: _Place, loans: Sequence[Loan]) -> dict[int, ToLendTo]:
    """The minors who borrowed, whose guardians agreed the day before the first loan."""
    first: dict[int, Loan] = {}
    for loan in loans:
        first.setdefault(loan.person_id, loan)
    people = {key: (place.people[key], loan.issued_on) for key, loan in first.items()}
    return {
        key: replace(one, how=_how(one), agreed_at=_on(day) - timedelta(days=1))
        for key, (one, day) in people.items()
        if one.guardian and is_minor(one, day)
    }


def _how(one: ToLendTo) -> SignedHow:
    return SignedHow.LINK if share("agreed", one.key) < 0.5 else SignedHow.PAPER


def _consents(place: _Place) -> Iterator[dict[str, Any]]:
    for one in place.people.values():
        if one.is_agreed:
            yield {
                "institution_id": one.institution_id,
                "person_id": one.id,
                "terms_id": place.terms.id,
                "how": one.how,
                "guardian_name": one.guardian,
                "given_at": one.agreed_at,
                "recorded_by": None if one.how is SignedHow.LINK else DESK.name,
            }


def _cases(act: Mapping[str, Any], until: date) -> Iterator[dict[str, Any]]:
    """A damage, a loss or a theft; an old one is decided."""
    status, ended = act["status"], act["ended_on"]
    came_whole = act["return_state"] is ReturnState.WORKING
    if status not in _MATTERS or came_whole:
        return
    is_open = until - ended < _OPEN_CASE
    yield {
        "institution_id": act["institution_id"],
        "act_id": act["id"],
        "person_id": act["person_id"],
        "kind": _MATTERS[status],
        "status": CaseStatus.OPEN if is_open else CaseStatus.DECIDED,
        "channel": Channel.DESK,
        "told": None,
        "told_at": act["ended_at"],
        "told_by": DESK.name,
        "decision": None if is_open else "Lietotāja vaina nav konstatēta",
        "amount_eur": None if is_open else 0,
        "decided_at": None if is_open else act["ended_at"] + timedelta(days=21),
        "decided_by": None if is_open else "Skolas direktors",
        "version": 1,
    }


def _sightings(loans: Sequence[Loan], place: int) -> list[tuple[int, int, datetime]]:
    """Each device as it was last held in hand."""
    newest: dict[int, datetime] = {}
    for loan in loans:
        days = [loan.issued_on, *([loan.ended_on] if loan.state and loan.ended_on else [])]
        at = _on(max(days))
        newest[loan.device_id] = max(at, newest.get(loan.device_id, at))
    return [(device_id, place, at) for device_id, at in newest.items()]


def _trail(place: _Place, act: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    known, number = Act(**act), act_number(place.code, act["number"])
    facts = {"device": act["asset_tag"], "due_on": act["due_on"]}
    yield act_entry("issued", known, number, None, facts, actor=DESK, now=act["issued_at"])
    if act["ended_at"]:
        what = act["status"].value
        yield act_entry(what, known, number, None, None, actor=DESK, now=act["ended_at"])


def _on(day: date) -> datetime:
    return datetime.combine(day, time(8, tzinfo=UTC))
