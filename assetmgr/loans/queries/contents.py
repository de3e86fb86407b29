"""What stands on acts, as it was frozen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.act.contents import ActContents
from assetmgr.loans.act.encoding import from_json
from assetmgr.loans.act.signature import Signature, Signer, strokes_from
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent


@dataclass(frozen=True, slots=True)
class Drawn:
    """An act to be drawn: its contents and, where it was signed on the screen, the signature."""

    contents: ActContents
    signature: Signature | None


def content_or_none(session: Session, act_id: int) -> ActContent | None:
    """An act's frozen contents for a change; None once forgotten, or to strangers."""
    return session.scalars(select(ActContent).where(ActContent.act_id == act_id)).one_or_none()


def drawn(session: Session, act_ids: Collection[int]) -> Sequence[Drawn]:
    """The acts that can still be drawn, by number, each as it was signed.

    A draft cannot: what stands on it changes once a guardian agrees.
    """
    rows = session.execute(
        select(Act, ActContent)
        .join(ActContent, ActContent.act_id == Act.id)
        .where(Act.id.in_(act_ids), Act.status != ActStatus.PREPARING)
        .order_by(Act.institution_id, Act.number)
    )
    return [Drawn(from_json(content.contents), signature_of(act, content)) for act, content in rows]


def signature_of(act: Act, content: ActContent) -> Signature | None:
    """What was signed on the screen; paper has its own copy."""
    if content.signature is None or act.signed_at is None or act.signed_how is None:
        return None
    told = content.signature
    return Signature(
        signer=Signer(told["signer"]),
        name=told["name"],
        strokes=strokes_from(told["strokes"]),
        signed_at=act.signed_at,
        how=act.signed_how,
    )
