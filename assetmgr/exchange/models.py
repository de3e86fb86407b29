"""A file between its upload and the person's word to import it."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from assetmgr.db.base import Base
from assetmgr.db.scope import Municipal, Ownership
from assetmgr.db.types import PrimaryKey, Text200, UtcDateTime, code_enum
from assetmgr.exchange.what import What


class ImportDraft(Base):
    """An uploaded file; only its uploader reaches it, by a random key, for a day."""

    __tablename__ = "import_draft"
    __scope__: ClassVar[Ownership] = Municipal()

    id: Mapped[PrimaryKey]
    key: Mapped[str] = mapped_column(String(43), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    what: Mapped[What] = mapped_column(code_enum(What, "import_what"))
    file_name: Mapped[Text200]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    __table_args__ = (Index("ix_import_draft_created", "created_at"),)
