"""What the surveys of 2024 found."""

from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from assetmgr.db.bulk import bulk_insert
from assetmgr.indicators.models import SurveyValue
from assetmgr.indicators.policy.definitions import definitions

SURVEYED_ON: Final = date(2024, 9, 1)


def load_surveys(session: Session) -> None:
    """Store the baseline of every indicator that comes from a survey."""
    bulk_insert(
        session,
        SurveyValue,
        (
            {"code": one.code, "as_of": SURVEYED_ON, "value": one.baseline}
            for one in definitions()
            if one.baseline is not None
        ),
    )
