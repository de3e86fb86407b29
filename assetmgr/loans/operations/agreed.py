"""Drafts that waited for a guardian are prepared once they agreed."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.agreements.models import Consent, Terms
from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record_all
from assetmgr.db.scope import system_scope
from assetmgr.institutions.models import Institution
from assetmgr.loans.act.encoding import contents_sha256, from_json, to_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.freezing import consent_told, frozen_terms, guardian_receives
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.acts import ensure_may_follow
from assetmgr.loans.policy.naming import act_number


def wake_drafts(
    session: Session, consent: Consent, terms: Terms, *, actor: Actor, now: datetime
) -> list[Act]:
    """Let a person's drafts be prepared, on the terms that were agreed to.

    A draft was given to nobody yet: it takes these terms, and whoever agreed as the one who
    receives the device.
    """
    with system_scope(session, reason="a draft for an assistive device waits for it, too"):
        rows = session.execute(
            select(Act, ActContent, Institution.code)
            .join(ActContent, ActContent.act_id == Act.id)
            .join(Institution, Institution.id == Act.institution_id)
            .where(Act.person_id == consent.person_id, Act.status == ActStatus.PREPARING)
            .order_by(Act.id)
        ).all()
        for act, content, _ in rows:
            ensure_may_follow(act.status, ActStatus.PREPARED)
            act.status = ActStatus.PREPARED
            _restate(act, content, consent, terms)
    record_all(
        session,
        [
            act_entry(
                "agreed", act, act_number(code, act.number), None,
                {"contents_sha256": act.contents_sha256}, actor=actor, now=now,
            )
            for act, _, code in rows
        ],
    )  # fmt: skip
    return [act for act, *_ in rows]


def _restate(act: Act, content: ActContent, consent: Consent, terms: Terms) -> None:
    told = replace(
        from_json(content.contents),
        recipient=guardian_receives(consent.guardian_name),
        consent=consent_told(consent.guardian_name, consent.how, consent.given_at),
        terms=frozen_terms(terms),
    )
    content.contents = to_json(told)
    act.terms_id, act.contents_sha256 = terms.id, contents_sha256(told)
