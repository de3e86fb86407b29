"""The words for cases."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext

from assetmgr.loans.codes import CaseKind, CaseStatus

KIND_WORDS: Final[Mapping[CaseKind, Any]] = {
    CaseKind.FAULT: lazy_gettext("Fault"),
    CaseKind.DAMAGE: lazy_gettext("Damage"),
    CaseKind.LOSS: lazy_gettext("Loss"),
    CaseKind.THEFT: lazy_gettext("Theft"),
}
STATUS_WORDS: Final[Mapping[CaseStatus, Any]] = {
    CaseStatus.OPEN: lazy_gettext("To be decided"),
    CaseStatus.DECIDED: lazy_gettext("Decided"),
    CaseStatus.DISPUTED: lazy_gettext("Disputed"),
    CaseStatus.CLOSED: lazy_gettext("Closed"),
}
STATUS_LOOKS: Final[Mapping[CaseStatus, tuple[str, str]]] = {
    CaseStatus.OPEN: ("amber", "exclamation-triangle"),
    CaseStatus.DECIDED: ("sea", "check-lg"),
    CaseStatus.DISPUTED: ("bad", "exclamation-circle"),
    CaseStatus.CLOSED: ("plain", "archive"),
}
