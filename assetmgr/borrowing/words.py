"""What a borrower reads: days of return, tips on care."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import gettext, lazy_gettext, ngettext

from assetmgr.borrowing.policy.due import Due, Nearness
from assetmgr.loans.codes import CaseKind, CaseStatus

DUE_LOOKS: Final[Mapping[Nearness, tuple[str, str]]] = {
    Nearness.OPEN: ("plain", "circle"),
    Nearness.FAR: ("ok", "check-circle"),
    Nearness.SOON: ("amber", "calendar-range"),
    Nearness.TODAY: ("amber", "calendar-range"),
    Nearness.LATE: ("bad", "exclamation-circle"),
}
"""The tone and the shape of how near the day of return is."""
CASE_WORDS: Final[Mapping[CaseKind, Any]] = {
    CaseKind.FAULT: lazy_gettext("a fault"),
    CaseKind.DAMAGE: lazy_gettext("damage"),
    CaseKind.LOSS: lazy_gettext("a loss"),
    CaseKind.THEFT: lazy_gettext("a theft"),
}
CASE_STATES: Final[Mapping[CaseStatus, Any]] = {
    CaseStatus.OPEN: lazy_gettext("the school is looking into it"),
    CaseStatus.DECIDED: lazy_gettext("decided"),
    CaseStatus.DISPUTED: lazy_gettext("disputed"),
    CaseStatus.CLOSED: lazy_gettext("settled"),
}
CARE: Final = (
    (
        "box-seam",
        lazy_gettext("Carry it closed and in a bag, never by the screen."),
        lazy_gettext("Please carry it closed and in a bag, never by the screen."),
    ),
    (
        "sun",
        lazy_gettext("Keep it away from drinks, rain, hot sun and frost."),
        lazy_gettext("Please keep it away from drinks, rain, hot sun and frost."),
    ),
    (
        "battery-charging",
        lazy_gettext("Charge it at home in the evening and come to school with a full battery."),
        lazy_gettext("Please charge it overnight with its own charger."),
    ),
    (
        "tag",
        lazy_gettext("Leave the label on: by it the device is known to be yours."),
        lazy_gettext("Please leave the label on: by it the device is known to be with you."),
    ),
    (
        "tools",
        lazy_gettext("Something broke? Don't mend it yourself, tell us: it happens to everybody."),
        lazy_gettext("If something breaks, please do not mend it yourself, but tell us."),
    ),
)
"""How to take care of a device: a picture, words for a pupil, words for an employee."""


def sayer(*, formal: bool) -> Callable[[Any, Any], Any]:
    """Chooses between words for a pupil and for an employee (UI.md: 'tu' and 'jūs')."""
    return lambda to_pupil, to_employee: to_employee if formal else to_pupil


def due_words(due: Due) -> str:
    """How near the day of return is, in words."""
    match due.nearness:
        case Nearness.OPEN:
            return str(gettext("no day of return"))
        case Nearness.TODAY:
            return str(gettext("to be returned today"))
        case Nearness.LATE:
            return str(ngettext("%(num)d day late", "%(num)d days late", due.days))
    if due.days == 1:
        return str(gettext("to be returned tomorrow"))
    return str(ngettext("%(num)d day left", "%(num)d days left", due.days))
