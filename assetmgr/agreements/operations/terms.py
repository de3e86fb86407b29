"""An institution's terms: versions, of which the newest holds."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Terms
from assetmgr.agreements.policy.first_terms import first_terms
from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record
from assetmgr.db.errors import refusing
from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.lending.queries.settings import policy_of


def add_terms(
    session: Session,
    institution_id: int,
    *,
    title: str,
    text: str,
    liability: str,
    liability_limit_eur: Decimal | None,
    dispute: str,
    monitoring: str,
    actor: Actor,
    now: datetime,
) -> Terms:
    """Let new terms hold from now on; acts and consents keep the version they name."""
    last = session.scalar(
        select(func.max(Terms.version)).where(Terms.institution_id == institution_id)
    )
    terms = Terms(
        institution_id=institution_id,
        version=(last or 0) + 1,
        title=title,
        text=text,
        liability=liability,
        liability_limit_eur=liability_limit_eur,
        dispute=dispute,
        monitoring=monitoring,
        made_at=now,
        made_by=actor.name,
    )
    session.add(terms)
    with refusing():
        session.flush()
    after = {"version": terms.version, "liability_limit_eur": liability_limit_eur}
    record(
        session,
        entry(
            action="created",
            subject="terms",
            subject_id=terms.id,
            label=f"{title} ({terms.version})",
            institution_id=institution_id,
            before=None,
            after=after,
            actor=actor,
            now=now,
        ),
    )
    return terms


def ensure_terms(session: Session, institution_id: int, *, actor: Actor, now: datetime) -> Terms:
    """The terms that hold; an institution that wrote none begins with the product's own."""
    with system_scope(session, reason="terms are no secret, and every institution has some"):
        newest = (
            select(Terms)
            .where(Terms.institution_id == institution_id)
            .order_by(Terms.version.desc())
            .limit(1)
        )
        if current := session.scalars(newest).one_or_none():
            return current
        place = select(Institution.id).where(Institution.id == institution_id)
        # Two desks that lend for the first time at one moment: the second waits, and reads them.
        session.execute(place.with_for_update(key_share=True))
        first = first_terms(policy_of(session))
        return session.scalars(newest).one_or_none() or add_terms(
            session,
            institution_id,
            title=first.title,
            text=first.text,
            liability=first.liability,
            liability_limit_eur=None,
            dispute=first.dispute,
            monitoring=first.monitoring,
            actor=actor,
            now=now,
        )
