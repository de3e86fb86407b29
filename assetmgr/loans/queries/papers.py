"""Files kept with acts: what there is, and one of them whole."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.loans.codes import Paper
from assetmgr.loans.models import Act, ActPaper


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A file without its content; `is_gone`: it was forgotten, its sum stays."""

    id: int
    act_id: int
    what: Paper
    file_name: str | None
    media_type: str
    sha256: str
    size: int
    added_at: datetime
    added_by: str

    @property
    def is_gone(self) -> bool:
        """Whether nothing but its sum is left."""
        return self.file_name is None


@dataclass(frozen=True, slots=True)
class PaperFile:
    """A file as it was sent."""

    media_type: str
    file_name: str
    content: bytes = field(repr=False)


def papers_of(
    session: Session, act_ids: Collection[int], what: Collection[Paper] | None = None
) -> list[PaperLine]:
    """The files of acts within the scope, the oldest first; `what` narrows them."""
    columns = [getattr(ActPaper, name) for name in PaperLine.__slots__]
    statement = (
        select(ActPaper.id, *columns[1:])
        .join(Act, Act.id == ActPaper.act_id)
        .where(ActPaper.act_id.in_(act_ids))
        .order_by(ActPaper.id)
    )
    if what is not None:
        statement = statement.where(ActPaper.what.in_(what))
    return [PaperLine(*row) for row in session.execute(statement)]


def paper_file(session: Session, paper_id: int) -> PaperFile | None:
    """The file with this id; None to strangers, and where it was forgotten."""
    row = session.execute(
        select(ActPaper.media_type, ActPaper.file_name, ActPaper.content)
        .join(Act, Act.id == ActPaper.act_id)
        .where(ActPaper.id == paper_id)
    ).one_or_none()
    if row is None:
        return None
    media_type, name, content = row
    return None if name is None or content is None else PaperFile(media_type, name, content)
