"""A person is given what is known of them (General Data Protection Regulation, Article 15)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from assetmgr.agreements.models import Consent
from assetmgr.audit.actor import Actor
from assetmgr.audit.models import AuditEntry
from assetmgr.auth.models import User
from assetmgr.custody.models import CustodyDay
from assetmgr.db.errors import Refused
from assetmgr.db.scope import handles, scope_of, system_scope
from assetmgr.db.secrets import Cipher
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution
from assetmgr.loans.models import Act, ActContent, ActPaper, Extension, LoanCase
from assetmgr.loans.policy.naming import act_number, request_number
from assetmgr.people.models import Guardian, Person, PersonalCode, SocialSupport
from assetmgr.people.operations.opening import LONGEST_REASON, SHORTEST_REASON
from assetmgr.people.operations.trail import SUPPORT_SET, note
from assetmgr.people.policy.personal_code import written
from assetmgr.requests.models import LoanRequest
from assetmgr.requests.queries.one import kinds_by_id

Row = dict[str, Any]
_NOT_TOLD: Final = frozenset(
    {
        "institution_id",
        "person_id",
        "version",
        "search_text",
        "content",
        "open_device_id",
        "other_device_id",
    }
)
"""Inner numbers, copies for search, others' devices, and files, of which name and sum are told."""


def export_person(
    session: Session, person: Person, reason: str, *, cipher: Cipher, actor: Actor, now: datetime
) -> Row:
    """All that is known of a person as plain values for JSON; that it was given is in the trail.

    `person` was loaded by whoever may. Social support and loans of assistive devices are told where
    the session's scope is that of a named handler of the institution, and `complete` says whether.

    Raises:
        Refused: the reason has fewer than 10 characters, or more than 500.
    """
    told = " ".join(reason.split())
    if not SHORTEST_REASON <= len(told) <= LONGEST_REASON:
        raise Refused(
            N_("Write the reason in %(least)s to %(most)s characters."),
            field="reason",
            least=SHORTEST_REASON,
            most=LONGEST_REASON,
        )
    complete = handles(scope_of(session), person.institution_id)
    with system_scope(session, reason="a person's own data, asked for and noted in the trail"):
        note(session, "exported", person, after={"reason": told}, actor=actor, now=now)
        session.flush()
        return {
            "given_at": now.isoformat(),
            "complete": complete,
            **_export(session, person, cipher, complete=complete),
        }


def _export(session: Session, person: Person, cipher: Cipher, *, complete: bool) -> Row:
    place = session.scalars(
        select(Institution).where(Institution.id == person.institution_id)
    ).one()
    acts = _of(session, Act, person.id, complete=complete)
    ids = [act.id for act in acts]
    requests = _of(session, LoanRequest, person.id, complete=complete)
    kinds = kinds_by_id(session, {one.kind_id for one in requests})
    found: Row = {
        "institution": place.name,
        "person": _row(person),
        "guardians": _rows(_of(session, Guardian, person.id)),
        "personal_code": _code(session, person, cipher),
        "account": _account(session, person),
        "consents": _rows(_of(session, Consent, person.id)),
        "requests": [
            {
                **_row(one),
                "number": request_number(place.code, one.number),
                "kind": kinds[one.kind_id].name_lv,
            }
            for one in requests
        ],
        "acts": [{**_row(one), "number": act_number(place.code, one.number)} for one in acts],
        "acts_as_signed": _rows(_about(session, ActContent, ActContent.act_id, ids)),
        "papers": _rows(_about(session, ActPaper, ActPaper.act_id, ids)),
        "extensions": _rows(_about(session, Extension, Extension.act_id, ids)),
        "cases": _rows(_about(session, LoanCase, LoanCase.act_id, ids)),
        "custody_days": _rows(_about(session, CustodyDay, CustodyDay.act_id, ids)),
        "trail": _rows(_trail(session, person.id, ids, complete=complete)),
    }
    if complete:
        found["social_support"] = bool(_of(session, SocialSupport, person.id))
    return found


def _of(session: Session, model: type[Any], person_id: int, *, complete: bool = True) -> list[Any]:
    """Rows of a person, the oldest first; without what is sensitive unless `complete`."""
    wanted = select(model).where(model.person_id == person_id)
    if not complete:
        wanted = wanted.where(model.sensitive.is_(False))
    return list(session.scalars(wanted.order_by(*inspect(model).primary_key)))


def _about(
    session: Session, model: type[Any], column: InstrumentedAttribute[int], ids: Sequence[int]
) -> list[Any]:
    wanted = select(model).where(column.in_(ids))
    return list(session.scalars(wanted.order_by(*inspect(model).primary_key)))


def _trail(
    session: Session, person_id: int, act_ids: Sequence[int], *, complete: bool
) -> list[AuditEntry]:
    """Who did what about the person and the loans, and who opened the person's data."""
    mine = (AuditEntry.subject_type == "person") & (AuditEntry.subject_id == person_id)
    loans = (AuditEntry.subject_type == "act") & AuditEntry.subject_id.in_(act_ids)
    wanted = select(AuditEntry).where(or_(mine, loans)).order_by(AuditEntry.id)
    if not complete:
        wanted = wanted.where(AuditEntry.action != SUPPORT_SET)
    return list(session.scalars(wanted))


def _code(session: Session, person: Person, cipher: Cipher) -> str | None:
    found = session.scalars(
        select(PersonalCode).where(PersonalCode.person_id == person.id)
    ).one_or_none()
    return written(cipher.decrypt(found.encrypted).decode()) if found else None


def _account(session: Session, person: Person) -> Row | None:
    if person.email is None:
        return None
    user = session.scalars(select(User).where(User.email == person.email)).one_or_none()
    return {"email": user.email, "name": user.name, "locale": user.locale} if user else None


def _rows(found: Sequence[Any]) -> list[Row]:
    return [_row(one) for one in found]


def _row(one: Any) -> Row:
    names = [column.key for column in inspect(type(one)).column_attrs]
    return {name: _plain(getattr(one, name)) for name in names if name not in _NOT_TOLD}


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
    return value


def person_with_key(session: Session, key: str, *, everywhere: bool) -> Person | None:
    """The person with this key: within the scope, or of any institution for the municipality."""
    wanted = select(Person).where(Person.key == key)
    if not everywhere:
        return session.scalars(wanted).one_or_none()
    with system_scope(session, reason="the municipality gives a person the person's own data"):
        return session.scalars(wanted).one_or_none()
