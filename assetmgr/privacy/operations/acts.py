"""A loan is forgotten: who had the device, and all that was written about it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import entry, record_all
from assetmgr.custody.models import CustodyDay, CustodyDismissal
from assetmgr.db.bulk import bulk_delete, bulk_set
from assetmgr.loans.models import Act, ActContent, ActPaper, Extension, LoanCase
from assetmgr.loans.policy.naming import act_number
from assetmgr.privacy.operations.words import drop_words
from assetmgr.privacy.queries.due import DueAct
from assetmgr.requests.models import LoanRequest


def forget_acts(session: Session, acts: Sequence[DueAct], *, actor: Actor, now: datetime) -> None:
    """Take contents, signatures, papers and free texts of ended loans away.

    Numbers, days, states, amounts and SHA-256 sums stay, so that counts and proofs hold.
    """
    ids = [act.id for act in acts]
    bulk_delete(session, ActContent, ActContent.act_id.in_(ids))
    bulk_set(
        session,
        ActPaper,
        ActPaper.act_id.in_(ids),
        ActPaper.file_name.is_not(None),
        content=None,
        file_name=None,
    )
    bulk_set(session, Extension, Extension.act_id.in_(ids), note=None, answer=None)
    bulk_set(
        session,
        LoanCase,
        LoanCase.act_id.in_(ids),
        told=None,
        decision=None,
        dispute=None,
        version=LoanCase.version + 1,
    )
    drop_words(session, LoanRequest.act_id.in_(ids))
    bulk_delete(session, CustodyDay, CustodyDay.act_id.in_(ids))
    bulk_delete(session, CustodyDismissal, CustodyDismissal.act_id.in_(ids))
    bulk_set(
        session,
        Act,
        Act.id.in_(ids),
        end_note=None,
        forgotten_at=now,
        version=Act.version + 1,
    )
    record_all(
        session,
        (
            entry(
                action="forgotten",
                subject="act",
                subject_id=act.id,
                label=act_number(act.code, act.number),
                institution_id=act.institution_id,
                before=None,
                after=None,
                actor=actor,
                now=now,
            )
            for act in acts
        ),
    )


def forget_requests(session: Session, ids: Collection[int]) -> None:
    """Take the words of requests away that nothing was lent for."""
    drop_words(session, LoanRequest.id.in_(ids))
