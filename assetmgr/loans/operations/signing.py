"""An act is signed on the screen, or its signed paper is kept with it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.policy.evidence import Evidence
from assetmgr.audit.actor import Actor
from assetmgr.audit.operations import record
from assetmgr.db.errors import Refused
from assetmgr.i18n.marks import N_
from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.act.signature import Signer, Stroke
from assetmgr.loans.codes import ActStatus, Paper
from assetmgr.loans.models import Act, ActContent, ActPaper
from assetmgr.loans.operations.papers import File, add_paper
from assetmgr.loans.operations.trail import act_entry
from assetmgr.people.policy.texts import name_key


def sign(
    session: Session,
    act: Act,
    content: ActContent,
    number: str,
    *,
    signer: Signer,
    strokes: Sequence[Stroke] = (),
    typed_name: str = "",
    actor: Actor,
    now: datetime,
) -> Act:
    """Sign an act that was issued, by strokes or by the typed name of the one who signs.

    Raises:
        Refused: it is signed already, is not issued, or the name is not the signer's on it.
    """
    _ensure_signable(act)
    name = name_of(from_json(content.contents), signer)
    if not strokes and (not name or name_key(typed_name) != name_key(name)):
        raise Refused(
            N_("Write the name and surname exactly as they stand on the act."), field="typed_name"
        )
    content.signature = {
        "signer": signer.value,
        "name": name,
        "strokes": [[list(point) for point in stroke] for stroke in strokes],
    }
    act.signed_at, act.signed_how = now, SignedHow.SCREEN
    after = {"how": SignedHow.SCREEN, "by": "strokes" if strokes else "name", "as": signer}
    record(session, act_entry("signed", act, number, None, after, actor=actor, now=now))
    return act


def attach(
    session: Session,
    act: Act,
    what: Paper,
    file: Evidence,
    number: str,
    *,
    actor: Actor,
    now: datetime,
) -> ActPaper:
    """Keep a file with an act; the signed act itself makes the act a signed one.

    Raises:
        Refused: it was not issued yet, or as `add_paper`.
    """
    if act.issued_at is None:
        raise Refused(N_("The act is not issued yet; issue it or cancel it."))
    kept = File(file.content, file.media_type, file.file_name)
    paper = add_paper(session, act, number, what, kept, actor=actor, now=now)
    if what is Paper.SIGNED_ACT and act.signed_at is None:
        act.signed_at, act.signed_how = now, file.how
    return paper


def note_rumis(
    session: Session,
    act: Act,
    rumis_number: str | None,
    number: str,
    *,
    actor: Actor,
    now: datetime,
) -> Act:
    """Note RUMIS's own number of the act; what was signed stays as it is."""
    before = act.rumis_number
    if before != rumis_number:
        act.rumis_number = rumis_number
        told = ({"rumis_number": before}, {"rumis_number": rumis_number})
        record(session, act_entry("rumis number", act, number, *told, actor=actor, now=now))
    return act


def _ensure_signable(act: Act) -> None:
    if act.signed_at is not None:
        raise Refused(N_("The act is signed already; a correction takes its place."))
    if act.status is not ActStatus.ISSUED:
        raise Refused(N_("Only an act that is issued and not returned can be signed."))


def name_of(contents: ActContents, signer: Signer) -> str:
    """Who signs, as they stand on the act."""
    told = contents.user.name if signer is Signer.USER else contents.recipient.name
    return told or ""
