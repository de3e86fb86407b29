"""Correcting a status of the past, as it is stored, counted and audited."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import change_device, correct_status, void_device
from assetmgr.devices.operations.past import read_timeline
from assetmgr.devices.policy.statuses import status_spans
from assetmgr.indicators.queries import indicators_of, register_on
from tests.support.town import ACTOR, Town

TODAY = date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 9, tzinfo=UTC)
BOUGHT = date(2022, 8, 15)
LOST_ON = date(2024, 9, 10)
Correct = Callable[..., bool]


@pytest.fixture
def device(town: Town, session: Session) -> Device:
    """A laptop for pupils of ABC, told to be lost since 10 September 2024."""
    found = session.scalars(select(Device).where(Device.id == town.devices["P-0001"])).one()
    lost = {"status": Status.LOST}
    change_device(session, found, lost, effective=LOST_ON, actor=ACTOR, now=NOW, today=TODAY)
    return found


@pytest.fixture
def correct(device: Device, session: Session) -> Correct:
    return partial(correct_status, session, device, actor=ACTOR, now=NOW, today=TODAY)


def told(session: Session, device: Device) -> list[tuple[date, Status]]:
    timeline = read_timeline(session, device.id)
    return [(span.since, span.status) for span in status_spans(timeline)]


def test_a_wrong_status_and_its_day_are_set_right_and_today_follows(
    device: Device, session: Session, correct: Correct
) -> None:
    since = date(2024, 9, 4)
    assert correct(day=LOST_ON, status=Status.NEEDS_REPAIR, since=since)
    assert told(session, device) == [(BOUGHT, Status.IN_USE), (since, Status.NEEDS_REPAIR)]
    assert device.status is Status.NEEDS_REPAIR


def test_a_corrected_past_leaves_today_as_it_is(
    device: Device, session: Session, correct: Correct
) -> None:
    version = device.version
    assert correct(day=BOUGHT, status=Status.IN_RESERVE, since=BOUGHT)
    assert told(session, device)[0] == (BOUGHT, Status.IN_RESERVE)
    assert (device.status, device.version) == (Status.LOST, version)


def test_a_correction_is_audited_with_what_was_told_and_what_was_meant(
    device: Device, session: Session, correct: Correct
) -> None:
    for _ in range(2):
        correct(day=LOST_ON, status=Status.STOLEN, since=date(2024, 9, 12))
    entry = session.scalars(
        select(AuditEntry).where(
            AuditEntry.action == "corrected", AuditEntry.subject_id == device.id
        )
    ).one()
    assert entry.before == {"status": "lost", "effective_on": "2024-09-10"}
    assert entry.after == {"status": "stolen", "effective_on": "2024-09-12"}
    assert (entry.subject_label, entry.institution_id) == ("P-0001", device.institution_id)


def test_an_indicator_of_a_past_day_changes_with_the_correction(
    town: Town, session: Session, correct: Correct
) -> None:
    def pupils_per_laptop(day: date) -> Fraction | int | None:
        found = indicators_of(session, register_on(session, day))
        return next(one.value for one in found if one.definition.code == "1b")

    between, after = date(2024, 9, 12), date(2024, 9, 20)
    assert pupils_per_laptop(between) == pupils_per_laptop(after) == Fraction(200, 6)
    correct(day=LOST_ON, status=Status.LOST, since=date(2024, 9, 15))
    assert pupils_per_laptop(between) == Fraction(200, 7)
    assert pupils_per_laptop(after) == Fraction(200, 6)


@pytest.mark.parametrize(
    ("day", "since", "said"),
    [
        (LOST_ON, TODAY + timedelta(days=1), "future"),
        (TODAY + timedelta(days=1), LOST_ON, "future"),
        (LOST_ON, BOUGHT - timedelta(days=1), "in the register"),
        (BOUGHT - timedelta(days=1), LOST_ON, "in the register"),
        (LOST_ON, BOUGHT, "before it began"),
        (date(2024, 9, 11), date(2024, 9, 11), "No status began"),
    ],
)
def test_a_day_that_does_not_fit_is_refused(
    device: Device, session: Session, correct: Correct, day: date, since: date, said: str
) -> None:
    before = told(session, device)
    with pytest.raises(Refused, match=said):
        correct(day=day, status=Status.STOLEN, since=since)
    assert told(session, device) == before


def test_the_past_of_a_wrong_entry_is_not_corrected(
    device: Device, session: Session, correct: Correct
) -> None:
    void_device(session, device, actor=ACTOR, now=NOW)
    with pytest.raises(Refused, match="taken back"):
        correct(day=LOST_ON, status=Status.STOLEN, since=LOST_ON)
