"""Reading whether the register is empty, or a demonstration."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from assetmgr.demo.models import DemoLoad
from assetmgr.institutions.models import Institution


def is_demo(session: Session) -> bool:
    """Whether the reference municipality was loaded, whose data after 2024-09-01 are invented."""
    return session.scalar(select(DemoLoad.id).limit(1)) is not None


def is_empty(session: Session) -> bool:
    """Whether there is no institution yet."""
    return not session.scalar(select(exists(select(Institution.id))))
