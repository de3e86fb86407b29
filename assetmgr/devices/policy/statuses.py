"""The statuses that a device had, and how they are corrected (DOMAIN.md, rule 3)."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.policy.timeline import Moment, Timeline, merged, split, state_on
from assetmgr.i18n.marks import N_


@dataclass(frozen=True, slots=True)
class StatusSpan:
    """From `since` up to, not including, `until` (None: still) a device had this status."""

    status: Status
    since: date
    until: date | None


def status_spans(timeline: Timeline) -> tuple[StatusSpan, ...]:
    """The statuses of a device, the first one first; neighbours differ."""
    begun = [next(run) for _, run in groupby(timeline, key=lambda moment: moment.state.status)]
    ends = [*(moment.day for moment in begun[1:]), None]
    return tuple(
        StatusSpan(moment.state.status, moment.day, until)
        for moment, until in zip(begun, ends, strict=True)
    )


def correct_status(timeline: Timeline, day: date, status: Status, since: date) -> Timeline:
    """Set what the status that began on `day` really was, and the day on which it began.

    It holds from `since` to the next change; days that it gives up have the status before it, and
    neighbours of the same status become one. What may follow what is not asked: that guards
    changes. What the past says already stays as it is, so a correction may come twice.

    Args:
        day: the day on which the status began until now.
        since: the day on which it really began, after its neighbour before and before the next.

    Raises:
        Refused: no status began on `day`, `since` does not fit, or written off would not be last.
    """
    _ensure_in_register(timeline, min(day, since))
    spans = status_spans(timeline)
    at = next((place for place, span in enumerate(spans) if span.since == day), None)
    if at is None:
        return _as_told(timeline, day, status, since)
    span, before = spans[at], spans[at - 1] if at else None
    _ensure_between(span, before, since)
    corrected = _with_status(timeline, since, span.until, status)
    if before:
        corrected = _with_status(corrected, day, since, before.status)
    _ensure_final(status_spans(corrected))
    return merged(corrected)


def _with_status(timeline: Timeline, since: date, until: date | None, status: Status) -> Timeline:
    """Set the status of the days from `since` up to, not including, `until`; there may be none."""
    if until is not None and until <= since:
        return timeline
    timeline = split(timeline, since)
    if until is not None:
        timeline = split(timeline, until)
    return tuple(
        Moment(moment.day, replace(moment.state, status=status))
        if since <= moment.day and (until is None or moment.day < until)
        else moment
        for moment in timeline
    )


def _as_told(timeline: Timeline, day: date, status: Status, since: date) -> Timeline:
    state = state_on(timeline, since)
    if state is None or state.status is not status:
        raise Refused(N_("No status began on %(day)s; open the history again."), day=day)
    return timeline


def _ensure_in_register(timeline: Timeline, day: date) -> None:
    if day < timeline[0].day:
        raise Refused(
            N_("The device is in the register since %(first)s; choose that day or a later one."),
            field="effective_on",
            first=timeline[0].day,
        )


def _ensure_between(span: StatusSpan, before: StatusSpan | None, since: date) -> None:
    if before is None and since != span.since:
        raise Refused(
            N_("The first status begins with the device, on %(first)s."),
            field="effective_on",
            first=span.since,
        )
    if before is not None and since <= before.since:
        raise Refused(
            N_("The status before it began on %(day)s; choose a later day."),
            field="effective_on",
            day=before.since,
        )
    if span.until is not None and since >= span.until:
        raise Refused(
            N_("The status after it began on %(day)s; choose an earlier day."),
            field="effective_on",
            day=span.until,
        )


def _ensure_final(spans: tuple[StatusSpan, ...]) -> None:
    if any(span.status is Status.WRITTEN_OFF for span in spans[:-1]):
        raise Refused(
            N_("A written-off device has no later status; first correct the later ones likewise."),
            field="status",
        )
