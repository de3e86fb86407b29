"""Which requests wait."""

from typing import Any, Final

from sqlalchemy import BindParameter, bindparam

from assetmgr.requests.codes import WAITING
from assetmgr.requests.models import LoanRequest

_CODES: Final[BindParameter[Any]] = bindparam(
    "waiting", WAITING, unique=True, expanding=True, literal_execute=True
)
WAITS: Final = LoanRequest.act_id.is_(None) & LoanRequest.status.in_(_CODES)
"""The codes stand in the statement itself, as they do in `uq_loan_request_waiting`: for values that
are told later no database looks there, and reads all requests instead.
"""
