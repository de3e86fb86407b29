"""What provision, needs and lists of devices read from the register."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import DevicePeriod, Kind
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.indicators.policy.standing import Rooms
from assetmgr.indicators.queries import age_groups_on, indicators_of, register_on
from assetmgr.indicators.queries.held import HeldPage, cursor_of, held_page
from assetmgr.indicators.queries.needs import needs_on
from assetmgr.indicators.queries.provision import facts_on
from assetmgr.institutions.codes import Audience
from assetmgr.institutions.models import Building, Site, StatedNeed
from tests.support.town import ACTOR, NOW, TODAY, Town


def add(session: Session, town: Town, tag: str, kind: str, code: str, **facts: object) -> None:
    values = {"purpose": Purpose.PUPILS, "status": Status.AVAILABLE, **facts}
    create_devices(
        session,
        [
            DeviceFacts(
                asset_tag=tag,
                kind_id=town.kinds[kind],
                institution_id=town.institutions[code],
                acquired_on=date(2022, 8, 15),
                **values,  # type: ignore[arg-type] # each test names its own
            )
        ],
        actor=ACTOR,
        now=NOW,
        today=TODAY,
    )


def test_changing_one_device_changes_the_indicator(town: Town, session: Session) -> None:
    def value(code: str) -> object:
        found = indicators_of(session, register_on(session, TODAY))
        return next(one.value for one in found if one.definition.code == code)

    before = value("1b")
    add(session, town, "NEW", "laptop", "ABC")
    assert (before, value("1b")) == (Fraction(200, 7), 25)  # then 8 laptops


def test_ages_are_grouped_by_type_of_institution(town: Town, session: Session) -> None:
    found = {(one.institution_type, one.kind): one.count for one in age_groups_on(session, TODAY)}
    assert found["preschool", "tablet"] == 2
    assert found["school", "chromebook"] == 5


def test_a_room_is_equipped_by_a_computer_and_a_display(town: Town, session: Session) -> None:
    def rooms(code: str) -> Rooms:
        return facts_on(session, register_on(session, TODAY)).rooms[code]["classrooms"]

    assert rooms("ABC") == Rooms(total=1, equipped=0)
    add(session, town, "PR", "projector", "ABC", room_id=town.rooms["ABC"], status=Status.IN_USE)
    assert rooms("ABC") == Rooms(total=1, equipped=1)


def test_floors_are_those_of_teaching_buildings(town: Town, session: Session) -> None:
    site_id = session.scalar(select(Site.id).where(Site.institution_id == town.institutions["ABC"]))
    for name, floors, teaching in (("A", 3, True), ("B", 2, True), ("Gym", 9, False)):
        session.add(
            Building(
                institution_id=town.institutions["ABC"],
                site_id=site_id,
                name=name,
                floors=floors,
                teaching=teaching,
            )
        )
    session.flush()
    assert facts_on(session, register_on(session, TODAY)).floors == {"ABC": 5}


def test_open_access_computers_are_counted_by_site(town: Town, session: Session) -> None:
    session.add(Site(institution_id=town.institutions["XYZ"], name="Second"))
    session.flush()
    add(session, town, "O1", "desktop", "ABC", purpose=Purpose.OPEN_ACCESS)
    add(session, town, "O2", "desktop", "XYZ", purpose=Purpose.OPEN_ACCESS)
    add(session, town, "O3", "tablet", "ABC", purpose=Purpose.OPEN_ACCESS)
    found = facts_on(session, register_on(session, TODAY)).open_access
    assert dict(found["ABC"]) == {"Ābeļu sākumskola, 1": 1}
    assert dict(found["XYZ"]) == {"Žubīšu vidusskola, 1": 0, "Second": 0, "": 1}


def test_the_newest_stated_need_counts_summed_over_sites(town: Town, session: Session) -> None:
    laptop = session.scalars(select(Kind.id).where(Kind.code == "laptop")).one()
    for site_id, as_of, count in (
        (None, date(2023, 9, 1), 50),
        (None, date(2024, 9, 1), 7),
        (1, date(2024, 8, 1), 3),
        (None, date(2025, 9, 1), 99),
    ):
        session.add(
            StatedNeed(
                institution_id=town.institutions["ABC"],
                site_id=site_id,
                audience=Audience.PUPILS,
                kind_id=laptop,
                as_of=as_of,
                count=count,
            )
        )
    session.flush()
    (row,) = needs_on(session, TODAY)
    assert (row.need.count, row.need.as_of, row.arrived) == (10, date(2024, 8, 1), 0)


@pytest.fixture
def many(town: Town, session: Session) -> Town:
    facts = [
        DeviceFacts(
            asset_tag=f"M-{number:04}",
            kind_id=town.kinds["monitor"],
            institution_id=town.institutions["ABC"],
            purpose=Purpose.PUPILS,
            status=Status.AVAILABLE,
            acquired_on=None,
        )
        for number in range(120)
    ]
    create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    return town


def tags(page: HeldPage) -> list[str]:
    return [row.tag for row in page.rows]


def test_pages_follow_each_other_and_lead_back(many: Town, session: Session) -> None:
    monitors = DevicePeriod.kind_id == many.kinds["monitor"]
    first = held_page(session, TODAY, monitors, cursor=None)
    assert (first.previous, len(first.rows)) == (None, 50)
    second = held_page(session, TODAY, monitors, cursor=cursor_of(first.following or "", ""))
    third = held_page(session, TODAY, monitors, cursor=cursor_of(second.following or "", ""))
    assert tags(first) + tags(second) + tags(third) == [f"M-{n:04}" for n in range(120)]
    assert third.following is None
    assert held_page(session, TODAY, monitors, cursor=cursor_of("", second.previous or "")) == first


def test_a_list_holds_what_stood_there_on_the_day(many: Town, session: Session) -> None:
    before = TODAY - timedelta(days=1)
    assert held_page(session, before, DevicePeriod.kind_id == many.kinds["monitor"],
                     cursor=None).rows == ()  # fmt: skip


def test_an_address_that_is_no_key_leads_to_the_first_page() -> None:
    assert cursor_of("nonsense", "") is None
