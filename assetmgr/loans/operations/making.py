"""Acts come to be: numbered, frozen, stored; and everybody learns of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Terms
from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.canonical import canonical
from assetmgr.db.bulk import bulk_insert_one, bulk_insert_whole
from assetmgr.db.errors import refusing
from assetmgr.db.known import plain
from assetmgr.db.pipeline import without_waiting
from assetmgr.db.together import together
from assetmgr.devices.codes import Status
from assetmgr.devices.operations.by_act import Held, set_status_by_act
from assetmgr.evidence.models import Source
from assetmgr.evidence.operations import saw
from assetmgr.lending.policy.settings import due_on
from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.encoding import to_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.freezing import frozen
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.operations.wishes import Pair
from assetmgr.loans.policy import accessories as extras
from assetmgr.loans.policy.naming import act_number
from assetmgr.loans.queries.borrowers import Lender
from assetmgr.numbering.codes import Series
from assetmgr.numbering.operations import next_numbers, take_number
from assetmgr.requests.operations.serving import serve_one, serve_requests

_ACT: Final = inspect(Act)
_LATER: Final = {
    column.name: None for column in _ACT.columns if column.nullable and column.computed is None
}
"""What an act does not have when it is made."""


@dataclass(frozen=True, slots=True)
class Made:
    """A new act, its number as people write it, and all that stands on it.

    No session knows the act: whoever changes it selects it.
    """

    act: Act
    number: str
    contents: ActContents


@dataclass(frozen=True, slots=True)
class Making:
    """What acts that are made together share."""

    status: ActStatus
    lending: Lender
    terms: Terms
    actor: Actor
    now: datetime
    today: date

    @property
    def is_issued(self) -> bool:
        """Whether the devices leave at once."""
        return self.status is ActStatus.ISSUED


def make(session: Session, pairs: Sequence[Pair], making: Making) -> list[Made]:
    """Make acts of what was checked.

    Raises:
        Refused: somebody lent one of the devices at this moment.
        StaleDataError: somebody changed one of them, or a request, since they were read.
    """
    with refusing(), without_waiting(session), together(session):
        numbers = _numbers(session, pairs, making.lending.institution_id)
        made = []
        contents: list[dict[str, Any]] = []
        for pair, number in zip(pairs, numbers, strict=True):
            act = _act(pair, number, making)
            name = act_number(making.lending.code, number)
            one = Made(act, name, _contents(act, name, pair, making))
            told = to_json(one.contents)
            act.contents_sha256 = sha256(canonical(told)).hexdigest()
            _store(session, act)
            contents.append(_content(act, told))
            made.append(one)
        _tell(session, pairs, made, contents, making)
    return made


def _numbers(session: Session, pairs: Sequence[Pair], place: int) -> Iterable[int]:
    met = pairs[0].met
    if met is None:
        return next_numbers(session, place, Series.ACT, len(pairs))
    return [take_number(session, place, Series.ACT, met.numbered.last)]


def _act(pair: Pair, number: int, making: Making) -> Act:
    device, person = pair.lent.device, pair.borrower
    waits = not making.is_issued and pair.lacks_consent
    before = pair.wish.continues
    issued: dict[str, Any] = {
        "issued_at": making.now,
        "issued_on": making.today,
        "issued_by": making.actor.name,
    }
    told: dict[str, Any] = _LATER | (issued if making.is_issued else {}) | {
        "id": pair.met.numbered.act_id if pair.met else None,
        "institution_id": device.institution_id,
        "number": number,
        "status": ActStatus.PREPARING if waits else making.status,
        "sensitive": pair.lent.is_sensitive,
        "device_id": device.id,
        "kind_id": device.kind_id,
        "asset_tag": device.asset_tag,
        "serial_number": device.serial_number,
        "inventory_number": device.inventory_number,
        "model": pair.lent.model or None,
        "value_eur": device.price_eur,
        "person_id": person.id,
        "person_role": person.role,
        "terms_id": _terms(pair, making).id,
        "device_before": device.status,
        "due_on": _due_on(pair, making),
        "accessories": extras.checked(pair.wish.accessories),
        "prepared_at": making.now,
        "prepared_by": making.actor.name,
        "supersedes_id": before.act_id if before else None,
        "replaces_id": before.replaces_id if before else None,
        "version": 1,
    }  # fmt: skip
    act: Act = plain(_ACT, told)
    return act


def _contents(act: Act, number: str, pair: Pair, making: Making) -> ActContents:
    before = pair.wish.continues
    told = frozen(
        act,
        pair.lent,
        pair.borrower,
        making.lending,
        _terms(pair, making),
        number=number,
        supersedes=before.number if before else None,
        condition=pair.wish.condition,
        issued_on=making.today,
        is_minor=pair.is_minor,
        actor=making.actor,
    )
    if before is None:
        return told
    return replace(told, recipient=before.contents.recipient, consent=before.contents.consent)


def _terms(pair: Pair, making: Making) -> Terms:
    return pair.wish.continues.terms if pair.wish.continues else making.terms


def _due_on(pair: Pair, making: Making) -> date | None:
    if pair.wish.continues:
        return pair.wish.due_on
    role = pair.borrower.role
    return pair.wish.due_on or due_on(role, making.today, making.lending.year_ends)


def _store(session: Session, act: Act) -> None:
    """Store what a new act has, in one statement."""
    told = {
        name: value
        for name, value in vars(act).items()
        if value is not None and name != "_sa_instance_state"
    }
    if "id" not in told:
        act.id = bulk_insert_one(session, Act, told, Act.id)
    else:
        bulk_insert_whole(session, Act, [told])


def _content(act: Act, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "act_id": act.id,
        "institution_id": act.institution_id,
        "person_id": act.person_id,
        "contents": told,
        "signature": None,
    }


def _tell(
    session: Session,
    pairs: Sequence[Pair],
    made: Sequence[Made],
    contents: Sequence[dict[str, Any]],
    making: Making,
) -> None:
    """The device, the queue, the papers, the last sighting and the audit trail learn of acts."""
    after = Status.IN_USE if making.is_issued else Status.RESERVED
    when: dict[str, Any] = {"actor": making.actor, "now": making.now}
    entries = [
        act_entry(one.act.status.value, one.act, one.number, None, _facts(one.act), **when)
        for one in made
    ]
    held = [Held(pair.lent.device, pair.lent.since) for pair in pairs]
    unsearched = _serve(session, pairs, made, making.now)
    changed = set_status_by_act(session, held, after, today=making.today, **when)
    if unsearched:
        serve_requests(session, unsearched, now=making.now)
    bulk_insert_whole(session, ActContent, contents)
    if making.is_issued:
        saw(session, Source.LOAN, _sightings(made, making.now))
    record_all(session, (*changed, *entries))


def _serve(
    session: Session, pairs: Sequence[Pair], made: Sequence[Made], now: datetime
) -> dict[Act, int | None]:
    """The queue gets shorter; the acts whose requests nobody looked for yet, or by their ids."""
    unsearched: dict[Act, int | None] = {}
    for pair, one in zip(pairs, made, strict=True):
        if pair.met is None or pair.wish.request_id is not None:
            unsearched[one.act] = pair.wish.request_id
        elif request := pair.met.awaited:
            serve_one(
                session, one.act, request.id, request.version, sensitive=request.sensitive, now=now
            )
    return unsearched


def _sightings(made: Iterable[Made], now: datetime) -> Iterable[tuple[int, int, datetime]]:
    return ((one.act.device_id, one.act.institution_id, now) for one in made)


def _facts(act: Act) -> dict[str, object]:
    return {
        "device": act.asset_tag,
        "due_on": act.due_on,
        "accessories": act.accessories,
        "contents_sha256": act.contents_sha256,
    }
