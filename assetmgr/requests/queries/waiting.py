"""Which requests wait."""

from typing import Any, Final

from sqlalchemy import BindParameter, bindparam

from assetmgr.requests.codes import WAITING
from assetmgr.requests.models import LoanRequest

_CODES: Final[BindParameter[Any]] = bindparam(
    "waiting", WAITING, unique=True, expanding=True, literal_execute=True
)
WAITS: Final = LoanRequest.act_id.is_(None) & LoanRequest.status.in_(_CODES)
"""The codes stand in the statement itself, as they do in `uq_loan_request_waiting`: of a list that
is told as values SQLite never sees that it may look there, PostgreSQL not in a plan that it keeps.
"""
