"""A guardian agrees to the terms for a minor: noted at the desk, or by the guardian's own link."""

from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent, ConsentLink, Terms
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.agreements.operations.trail import note
from assetmgr.agreements.policy.evidence import Evidence
from assetmgr.agreements.queries.consents import standing_consent, standing_consents
from assetmgr.audit.actor import Actor
from assetmgr.db.bulk import bulk_set
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.operations.agreed import wake_drafts
from assetmgr.people.models import Person
from assetmgr.people.queries.one import person_or_none

SHORTEST_NAME = 3
LONGEST_NAME = 200


def record_consent(
    session: Session,
    person_id: int,
    how: SignedHow,
    guardian_name: str,
    actor: Actor,
    now: datetime,
    file: Evidence | None = None,
) -> Consent:
    """Note that a guardian agrees to the terms that hold; drafts that waited for it are prepared.

    Who agreed already stays agreed as they did, unless there is a `file` to keep.

    Raises:
        Refused: there is no such person here, no name was written, or the file shows something
            else than `how`.
    """
    person = person_or_none(session, person_id)
    if person is None or person.forgotten_at is not None:
        raise Refused(N_("There is no such person here. Choose somebody anew."), field="person")
    if file is not None and file.how is not how:
        raise Refused(_ODD_FILE[how], field="file")
    if file is None and how is SignedHow.CONTAINER:
        raise Refused(N_("Choose the e-signed file."), field="file")
    terms = ensure_terms(session, person.institution_id, actor=actor, now=now)
    known = standing_consent(session, person.id, terms.id)
    if known is not None and file is None:
        return known
    return agree(session, person, terms, how, guardian_name, actor=actor, now=now, file=file)


_ODD_FILE = {
    SignedHow.CONTAINER: N_(
        "This file has no e-signature. If it is a scan of the paper, choose 'on paper'."
    ),
    SignedHow.PAPER: N_("This file is e-signed. Choose 'with an e-signature'."),
}


def agree(
    session: Session,
    person: Person,
    terms: Terms,
    how: SignedHow,
    guardian_name: str,
    *,
    actor: Actor,
    now: datetime,
    file: Evidence | None = None,
) -> Consent:
    """Keep an agreement to these terms; `actor` is the desk, or the holder of the link.

    Raises:
        Refused: the guardian's name is too short or too long.
    """
    consent = Consent(
        institution_id=person.institution_id,
        person_id=person.id,
        terms_id=terms.id,
        how=how,
        guardian_name=_name(guardian_name),
        given_at=now,
        recorded_by=None if how is SignedHow.LINK else actor.name,
        file_name=file.file_name if file else None,
        media_type=file.media_type if file else None,
        content=file.content if file else None,
        sha256=file.sha256 if file else None,
    )
    session.add(consent)
    session.flush()
    after = {"version": terms.version, "how": how, "sha256": consent.sha256}
    note(session, "agreed", person, after, actor=actor, now=now)
    wake_drafts(session, consent, terms, actor=actor, now=now)
    return consent


def withdraw(
    session: Session, consent: Consent, person: Person, *, actor: Actor, now: datetime
) -> None:
    """Note that a guardian no longer agrees; what is lent stays lent, nothing more is.

    Whatever else was agreed to for the person is withdrawn with it, and links that were sent out
    no longer work: who agrees anew is asked anew.

    Raises:
        Refused: it was withdrawn already.
    """
    if consent.withdrawn_at is not None:
        raise Refused(N_("This agreement was withdrawn already."))
    for one in standing_consents(session, person.id):
        one.withdrawn_at = now
    unused = (ConsentLink.person_id == person.id, ConsentLink.used_at.is_(None))
    bulk_set(session, ConsentLink, *unused, ConsentLink.expires_at > now, expires_at=now)
    note(session, "withdrawn", person, {"how": consent.how}, actor=actor, now=now)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not SHORTEST_NAME <= len(name) <= LONGEST_NAME:
        raise Refused(
            N_("Write the guardian's name and surname."),
            field="guardian_name",
        )
    return name
