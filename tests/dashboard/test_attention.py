"""What needs somebody: counted, and listed by the same criterion."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.dashboard.queries.attention import (
    Matter,
    Moment,
    criterion,
    matters,
    without_headcount,
)
from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device, DevicePeriod
from assetmgr.devices.operations import change_device
from assetmgr.google.models import GoogleDevice
from tests.support.town import ACTOR, NOW, Town

TODAY = date(2024, 11, 20)
MOMENT = Moment(TODAY, datetime(2024, 11, 20, 6, tzinfo=UTC))


TEXTS = (
    "model", "mac", "status", "org_unit_id", "org_unit_path", "annotated_asset_id",
    "annotated_location", "notes", "os_version", "boot_mode",
)  # fmt: skip


def change(session: Session, town: Town, tag: str, effective: date, **values: object) -> None:
    device = session.scalars(select(Device).where(Device.id == town.devices[tag])).one()
    change_device(
        session, device, values, effective=effective, actor=ACTOR, now=NOW, today=TODAY
    )  # fmt: skip


def tags(session: Session, matter: Matter) -> list[str]:
    statement = select(DevicePeriod.asset_tag).where(
        DevicePeriod.valid_to.is_(None), criterion(matter, MOMENT)
    )
    return sorted(session.scalars(statement))


def counts(session: Session, town: Town) -> dict[Matter, int]:
    return matters(session, MOMENT, list(town.institutions.values()))


def test_nothing_is_the_matter_with_a_new_town(town: Town, session: Session) -> None:
    assert counts(session, town) == dict.fromkeys(Matter, 0)


def test_a_repair_is_long_after_thirty_days(town: Town, session: Session) -> None:
    long_ago = TODAY - timedelta(days=30)
    change(session, town, "P-0001", long_ago, status=Status.NEEDS_REPAIR)
    change(session, town, "P-0101", long_ago + timedelta(days=1), status=Status.NEEDS_REPAIR)
    assert tags(session, Matter.LONG_REPAIR) == ["P-0001"]
    assert counts(session, town)[Matter.LONG_REPAIR] == 1


def test_updates_end_with_the_month_of_the_aue(town: Town, session: Session) -> None:
    change(session, town, "K-0001", TODAY, aue=date(2024, 10, 31))
    change(session, town, "K-0002", TODAY, aue=date(2024, 11, 1))
    assert tags(session, Matter.PAST_UPDATES) == ["K-0001"]


@pytest.mark.parametrize(("days", "silent"), [(29, []), (31, ["K-0001"])])
def test_google_s_silence_is_noticed_after_thirty_days(
    town: Town, session: Session, days: int, silent: list[str]
) -> None:
    session.add(
        GoogleDevice(
            device_id=town.devices["K-0001"],
            institution_id=town.institutions["ABC"],
            google_id="g-1",
            last_sync=MOMENT.now - timedelta(days=days),
            **dict.fromkeys(TEXTS, ""),
        )
    )
    session.flush()
    assert tags(session, Matter.SILENT) == silent


def test_a_device_that_does_not_count_needs_nobody(town: Town, session: Session) -> None:
    change(session, town, "K-0001", TODAY, acquired_on=None)
    assert counts(session, town)[Matter.UNKNOWN_AGE] == 1
    change(session, town, "K-0001", TODAY, status=Status.WRITTEN_OFF)
    assert counts(session, town)[Matter.UNKNOWN_AGE] == 0


def test_institutions_elsewhere_are_not_counted(town: Town, session: Session) -> None:
    change(session, town, "K-0001", TODAY, acquired_on=None)
    assert matters(session, MOMENT, [town.institutions["XYZ"]])[Matter.UNKNOWN_AGE] == 0


def test_a_headcount_of_last_school_year_is_not_this_years(town: Town, session: Session) -> None:
    ids = list(town.institutions.values())
    assert without_headcount(session, TODAY, ids) == ()
    assert without_headcount(session, date(2025, 8, 31), ids) == ()
    assert without_headcount(session, date(2025, 9, 1), ids) == ("ABC", "PII", "XYZ")
