"""One-time links by which guardians agree from home."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, ConsentLink, Terms
from assetmgr.agreements.operations.consents import agree
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.agreements.operations.trail import consent_entry
from assetmgr.agreements.policy.letter import (
    SUBJECT,
    Invitation,
    first_name,
    invitation_text,
)
from assetmgr.agreements.policy.links import LIFE, LinkState, new_token, state_of
from assetmgr.agreements.queries.consents import Standing, standing_consent, standing_of
from assetmgr.agreements.queries.links import Linked
from assetmgr.audit.actor import Actor, Via
from assetmgr.audit.operations import record_all
from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.institutions.models import Institution
from assetmgr.outbox.operations import NewMail, queue_mails
from assetmgr.outbox.policy import is_usable_address
from assetmgr.people.policy.ages import is_minor
from assetmgr.riga import RIGA

GUARDIAN = Actor("guardian", Via.WEB)
"""Whoever holds a link; the trail names nobody."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A new link: its address is known now and never again. `is_mailed`: a letter was queued."""

    standing: Standing
    address: str = field(repr=False)
    expires_at: datetime
    is_mailed: bool


def send_link(
    session: Session,
    person_id: int,
    *,
    base_url: str,
    by_mail: bool,
    actor: Actor,
    now: datetime,
    today: date,
) -> Sent:
    """Make a link for one person's guardian, and mail it or let it be printed.

    Raises:
        Refused: there is no such person, nobody needs to agree or agreed already, or no guardian
            has an e-mail.
    """
    standing = standing_of(session, person_id, now)
    if standing is None:
        raise Refused(N_("There is no such person here. Choose somebody anew."), field="person")
    if not is_minor(standing.person, today):
        raise Refused(N_("This person is of age and agrees by signing the act."), field="person")
    if standing.is_agreed:
        raise Refused(N_("The guardian has agreed already."), field="person")
    if by_mail and not is_reachable(standing):
        raise Refused(
            N_("No guardian's e-mail is known. Print a slip with the link instead."),
            field="person",
        )
    made = send_links(
        session, [standing], base_url=base_url, by_mail=by_mail, actor=actor, now=now, today=today
    )
    return made[0]


def send_links(
    session: Session,
    standings: Sequence[Standing],
    *,
    base_url: str,
    by_mail: bool,
    actor: Actor,
    now: datetime,
    today: date,
) -> list[Sent]:
    """Make links for the guardians of those, all of one institution, who need one.

    With `by_mail` only for those who have an address, and each gets a letter.
    """
    wanted = [one for one in standings if _needs(one, today) and (not by_mail or is_reachable(one))]
    if not wanted:
        return []
    place = _place(session, wanted[0].person.institution_id)
    terms = ensure_terms(session, place.id, actor=actor, now=now)
    tokens = [new_token() for _ in wanted]
    links = [
        ConsentLink(
            institution_id=place.id,
            person_id=one.person.id,
            terms_id=terms.id,
            token_hash=token.digest,
            made_at=now,
            expires_at=now + LIFE,
        )
        for one, token in zip(wanted, tokens, strict=True)
    ]
    session.add_all(links)
    session.flush()
    sent = [
        Sent(one, f"{base_url}/g/{token.text}", now + LIFE, by_mail)
        for one, token in zip(wanted, tokens, strict=True)
    ]
    if by_mail:
        ids = [link.id for link in links]
        queue_mails(session, map(_letter, sent, ids, [place] * len(sent)), now=now)
    record_all(
        session,
        (
            consent_entry("asked", one.person, {"by_mail": by_mail}, actor=actor, now=now)
            for one in wanted
        ),
    )
    return sent


def use_link(
    session: Session, found: Linked, terms: Terms, guardian_name: str, *, now: datetime
) -> Consent:
    """Agree by a link to the terms that were shown; the link is then used.

    Raises:
        Refused: it was used or expired meanwhile, or no name was written.
    """
    link = found.link
    if state_of(link.used_at, link.expires_at, now) is not LinkState.OPEN:
        raise Refused(N_("This link was used already, or is too old."))
    consent = standing_consent(session, found.person.id, terms.id) or agree(
        session, found.person, terms, SignedHow.LINK, guardian_name, actor=GUARDIAN, now=now
    )
    unused = (ConsentLink.id == link.id, ConsentLink.used_at.is_(None))
    if bulk_set(session, ConsentLink, *unused, ConsentLink.expires_at > now, used_at=now) == 0:
        raise Refused(N_("This link was used already, or is too old."))
    return consent


def reachable(standings: Collection[Standing], today: date) -> list[Standing]:
    """Those whose guardian has yet to agree and can be written to."""
    return [one for one in standings if _needs(one, today) and is_reachable(one)]


def is_reachable(one: Standing) -> bool:
    """Whether a guardian's address is known, and one that mail can be sent to."""
    return one.email is not None and is_usable_address(one.email)


def _place(session: Session, institution_id: int) -> Institution:
    return session.scalars(select(Institution).where(Institution.id == institution_id)).one()


def _needs(one: Standing, today: date) -> bool:
    return not one.is_agreed and is_minor(one.person, today)


def _letter(sent: Sent, link_id: int, place: Institution) -> NewMail:
    until = sent.expires_at.astimezone(RIGA)
    invitation = Invitation(
        institution=place.name,
        first_name=first_name(sent.standing.person.name or ""),
        address=sent.address,
        until=f"{until:%d.%m.%Y}.",
        contact=place.contact_email,
    )
    return NewMail(
        institution_id=place.id,
        to=sent.standing.email or "",
        subject=SUBJECT,
        body=invitation_text(invitation),
        kind="consent_link",
        key=f"consent_link:{link_id}",
        name=sent.standing.guardian,
    )
