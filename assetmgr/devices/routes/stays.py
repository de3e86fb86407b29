"""Where a device is and was, and the statuses it had, in readable words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import url_for
from flask_babel import gettext

from assetmgr.auth.codes import Permission
from assetmgr.devices.codes import Status
from assetmgr.devices.queries.past import Stay
from assetmgr.devices.routes.history import Told
from assetmgr.web import formats
from assetmgr.web.clock import today
from assetmgr.web.signed_in import me
from assetmgr.web.words import word


@dataclass(frozen=True, slots=True)
class StatusTold:
    """A status and its days; `correct_href` leads to its correction, blank for who may not."""

    status: Status
    when: str
    correct_href: str


def places_told(found: Iterable[Stay]) -> list[Told]:
    """Where a device was and what it was for, newest first, whatever its status."""
    return [_place([*run]) for _, run in groupby(found, key=_place_of)]


def statuses_told(device_id: int, found: Iterable[Stay], *, may_write: bool) -> list[StatusTold]:
    """The statuses of a device, newest first; `found` are its stays in that order.

    `may_write`: whether the reader may correct the device at all.
    """
    runs = [[*run] for _, run in groupby(found, key=lambda stay: stay.status)]
    return [
        StatusTold(run[0].status, days(*_span(run)), _correct(device_id, run) if may_write else "")
        for run in runs
    ]


def days(since: date, until: date | None) -> str:
    """From a day up to another one; until now where that is None."""
    language = formats.language()
    first = formats.date_text(since, language)
    if until is not None:
        return f"{first} – {formats.date_text(until, language)}"
    return str(gettext("since %(day)s", day=first))


def _place_of(stay: Stay) -> tuple[object, ...]:
    return stay.institution_id, stay.room_id, stay.kind_lv, stay.purpose


def _place(run: Sequence[Stay]) -> Told:
    stay = run[0]
    kind = stay.kind_en if formats.language() == "en" else stay.kind_lv
    return Told(
        when=days(*_span(run)),
        what=f"{stay.institution}, {stay.room}" if stay.room else stay.institution,
        detail=" · ".join((kind, word(stay.purpose))),
    )


def _span(run: Sequence[Stay]) -> tuple[date, date | None]:
    """The days of neighbouring stays, newest first."""
    return run[-1].since, run[0].until


def _correct(device_id: int, run: Sequence[Stay]) -> str:
    """The form that corrects a status; none of the future, or of where the reader may not write."""
    since, _ = _span(run)
    if since > today() or not all(_may_write(stay.institution_id) for stay in run):
        return ""
    address: str = url_for("devices.correct", device_id=device_id, day=since)
    return address


def _may_write(institution_id: int) -> bool:
    return me().may_in(Permission.REGISTER_WRITE, institution_id)
