"""Two weeks of verdicts as a strip of days: full, crossed, or hatched where nothing is known."""

from typing import Final

from flask_babel import format_date, gettext
from markupsafe import Markup
from reportlab.graphics.shapes import Drawing

from assetmgr.custody.codes import Verdict
from assetmgr.custody.queries.proposals import Loan
from assetmgr.custody.words import VERDICT_WORDS
from assetmgr.web.charts import ink
from assetmgr.web.charts.palette import AMBER_FILL, INK, SEA
from assetmgr.web.charts.svg import to_svg

SIDE: Final = 18.0
GAP: Final = 3.0
_WEEKDAY: Final = 11.0


def strip(loan: Loan) -> Markup:
    """The days of the window, the oldest at the left, with the day of the month under each."""
    step = SIDE + GAP
    drawing = Drawing(step * len(loan.days) - GAP, SIDE + _WEEKDAY)
    for place, (day, verdict) in enumerate(loan.dated):
        left = place * step
        _cell(drawing, left, verdict)
        ink.write(drawing, left + SIDE / 2, 0, str(day.day), 8, anchor="middle")
    return to_svg(drawing, _title(loan), _described(loan), "custody-strip")


def _cell(drawing: Drawing, left: float, verdict: Verdict) -> None:
    match verdict:
        case Verdict.YES:
            ink.box(drawing, left, _WEEKDAY, SIDE, SIDE, SEA, 3)
        case Verdict.NO:
            ink.box(drawing, left, _WEEKDAY, SIDE, SIDE, AMBER_FILL, 3)
            ink.box(drawing, left + 4, _WEEKDAY + SIDE / 2 - 1.5, SIDE - 8, 3, INK)
        case Verdict.UNKNOWN:
            ink.hatch(drawing, left, _WEEKDAY, SIDE, SIDE)


def _title(loan: Loan) -> str:
    return str(gettext("Two weeks of %(tag)s", tag=loan.asset_tag))


def _described(loan: Loan) -> str:
    """What the strip shows, for those who do not see it: each day with its word."""
    return "; ".join(
        f"{format_date(day, 'd.MM.')} {VERDICT_WORDS[verdict]}" for day, verdict in loan.dated
    )
