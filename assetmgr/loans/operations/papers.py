"""Files kept with an act: photos, and what backs a loss."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.codes import Paper
from assetmgr.loans.models import Act, ActPaper
from assetmgr.loans.operations.trail import act_entry
from assetmgr.loans.policy.papers import MOST_OF_A_KIND


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sent, checked before."""

    content: bytes = field(repr=False)
    media_type: str
    name: str


def add_paper(
    session: Session,
    act: Act,
    number: str,
    what: Paper,
    file: File,
    *,
    actor: Actor,
    now: datetime,
) -> ActPaper:
    """Keep a file with an act; the trail has its SHA-256.

    Raises:
        Refused: the borrower is forgotten, or there are a dozen such files already.
    """
    if act.forgotten_at is not None:
        raise Refused(N_("The borrower is forgotten; nothing more is kept with this act."))
    known = select(func.count(ActPaper.id)).where(ActPaper.act_id == act.id, ActPaper.what == what)
    if (session.scalar(known) or 0) >= MOST_OF_A_KIND:
        raise Refused(
            N_("At most %(most)s such files are kept with an act."),
            field="paper",
            most=MOST_OF_A_KIND,
        )
    paper = ActPaper(
        act_id=act.id,
        institution_id=act.institution_id,
        person_id=act.person_id,
        what=what,
        file_name=file.name[-200:] or what.value,
        media_type=file.media_type,
        content=file.content,
        sha256=sha256(file.content).hexdigest(),
        size=len(file.content),
        added_at=now,
        added_by=actor.name,
    )
    session.add(paper)
    after = {"what": what, "sha256": paper.sha256, "size": paper.size}
    record(session, act_entry("paper added", act, number, None, after, actor=actor, now=now))
    return paper
