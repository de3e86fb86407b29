"""What borrowers and desks wrote in requests goes; that something was asked for stays."""

from typing import Any

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_set
from assetmgr.requests.models import LoanRequest


def drop_words(session: Session, *criteria: Any) -> None:
    """Take the words of these requests away."""
    version = LoanRequest.version + 1
    bulk_set(session, LoanRequest, *criteria, note=None, answer=None, version=version)
