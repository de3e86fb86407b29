"""The morning list: at most ten things that need someone, each one click."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from flask import current_app, url_for
from flask_babel import gettext, ngettext

from assetmgr.auth.codes import Permission
from assetmgr.dashboard.queries.attention import Matter
from assetmgr.google.models import SyncStatus
from assetmgr.google.queries import Run
from assetmgr.institutions.queries import Named
from assetmgr.loans.queries.morning import Waiting
from assetmgr.web.figures import number
from assetmgr.web.formats import datetime_text, language
from assetmgr.web.signed_in import me

MOST: Final = 10
OLD: Final = timedelta(hours=36)
"""A sync runs every night; one that is older than this was missed."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line; `tone` is bad or amber, `figure` is '' where nothing is counted."""

    tone: str
    text: str
    href: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """Stocktakes that should be closed by now, and devices that small counts told of."""

    late: int
    troubles: int


def items(
    matters: Mapping[Matter, int],
    untold: Sequence[Named],
    unmatched: int,
    unseen: int,
    counted: Counted,
    lent: Waiting,
    last_run: Run | None,
    now: datetime,
) -> list[Item]:
    """What needs someone, the worst first."""
    found = [
        *_sync(last_run, now),
        *_stocktakes(counted),
        *_loans(lent),
        *_unmatched(unmatched),
        *(_device(matter, matters[matter]) for matter in Matter if matters[matter]),
        *_unseen(unseen),
        *_headcounts(untold),
    ]
    found.sort(key=lambda item: item.tone != "bad")
    return found[:MOST]


def _sync(run: Run | None, now: datetime) -> list[Item]:
    if not me().may(Permission.SYNC_READ) or run is None:
        return []
    when = datetime_text(run.started_at, language())
    href = url_for("google.runs")
    if run.status in {SyncStatus.FAILED, SyncStatus.REFUSED}:
        return [Item("bad", gettext("The sync with Google failed on %(when)s", when=when), href)]
    if now - run.started_at > OLD:
        return [Item("bad", gettext("The last sync with Google was on %(when)s", when=when), href)]
    return []


def _unmatched(count: int) -> list[Item]:
    if not count or not me().may(Permission.SYNC_RUN):
        return []
    text = ngettext(
        "Chromebook that Google knows and the register does not",
        "Chromebooks that Google knows and the register does not",
        count,
    )
    return [Item("amber", text, url_for("google.unknown"), number(count))]


def _stocktakes(counted: Counted) -> list[Item]:
    found = []
    if late := counted.late:
        text = ngettext(
            "stocktake that should be closed by now",
            "stocktakes that should be closed by now",
            late,
        )
        found.append(Item("bad", text, url_for("inventory.listing"), number(late)))
    if troubles := counted.troubles:
        text = ngettext(
            "device that a small count told missing or damaged",
            "devices that small counts told missing or damaged",
            troubles,
        )
        found.append(Item("amber", text, url_for("inventory.troubles"), number(troubles)))
    return found


def _loans(lent: Waiting) -> list[Item]:
    """One line for each thing that waits; a page that this installation lacks is not offered."""
    lines = (
        (
            "bad",
            lent.overdue,
            ngettext("device that should be back", "devices that should be back", lent.overdue),
            "loans.overdue",
        ),
        (
            "amber",
            lent.cases,
            ngettext(
                "case of damage or loss to decide", "cases of damage or loss to decide", lent.cases
            ),
            "loans.cases",
        ),
        (
            "amber",
            lent.requests,
            ngettext("request for a device", "requests for a device", lent.requests),
            "requests.desk",
        ),
        (
            "amber",
            lent.guardians,
            ngettext(
                "act that waits for a guardian", "acts that wait for a guardian", lent.guardians
            ),
            "loans.listing",
        ),
    )
    return [
        Item(tone, text, url_for(endpoint), number(count))
        for tone, count, text, endpoint in lines
        if count and endpoint in current_app.view_functions
    ]


def _unseen(count: int) -> list[Item]:
    if not count:
        return []
    text = ngettext(
        "device that nobody has seen for a year",
        "devices that nobody has seen for a year",
        count,
    )
    return [Item("amber", text, url_for("evidence.unseen"), number(count))]


def _device(matter: Matter, count: int) -> Item:
    tone = "bad" if matter is Matter.LONG_REPAIR else "amber"
    return Item(
        tone,
        matter_text(matter, count),
        url_for("dashboard.attention", matter=matter.value),
        number(count),
    )


def matter_text(matter: Matter, count: int) -> str:
    """What is the matter with so many devices."""
    texts = {
        Matter.LONG_REPAIR: ngettext(
            "device under repair for more than 30 days",
            "devices under repair for more than 30 days",
            count,
        ),
        Matter.PAST_UPDATES: ngettext(
            "device in use that gets no more updates",
            "devices in use that get no more updates",
            count,
        ),
        Matter.SILENT: ngettext(
            "Chromebook in use not seen by Google for 30 days",
            "Chromebooks in use not seen by Google for 30 days",
            count,
        ),
        Matter.UNKNOWN_AGE: ngettext("device of unknown age", "devices of unknown age", count),
    }
    return str(texts[matter])


def _headcounts(untold: Sequence[Named]) -> list[Item]:
    if not untold:
        return []
    if len(untold) == 1:
        text = gettext("%(name)s has not told this school year's data", name=untold[0].short_name)
        return [Item("amber", text, url_for("institutions.show", code=untold[0].code))]
    text = ngettext(
        "institution has not told this school year's data",
        "institutions have not told this school year's data",
        len(untold),
    )
    return [Item("amber", text, url_for("institutions.listing"), number(len(untold)))]
