"""Which lent devices count as unused."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.models import Device
from assetmgr.lending.models import LendingSetting
from assetmgr.lending.operations.asking import ask_whether_needed
from assetmgr.lending.operations.holidays import add_holiday, remove_holiday
from assetmgr.lending.queries.holidays import holidays
from assetmgr.lending.queries.unused import seen_at_all, unused, unused_counts
from assetmgr.lending.queries.unused_lines import lines_of
from assetmgr.loans.models import Act
from assetmgr.loans.operations.taking_back import take_back
from assetmgr.outbox.models import OutboxMail
from assetmgr.people.models import Person
from tests.support.lending import lend
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.usage.seen import seen, used

LATER = TODAY + timedelta(28)
"""Monday, 30 September 2024: four weeks on."""


def lent(session: Session, town: Town, last: date = LATER, tag: str = "K-0001") -> Act:
    """A Chromebook that is lent the Friday before, and seen by every sync since then."""
    act = lend(session, town, tag, "ada").act
    act.issued_on = TODAY - timedelta(3)
    seen(session, town, "ABC", tag, TODAY - timedelta(30), last)
    session.flush()
    return act


def found(session: Session, town: Town, today: date = LATER) -> list[tuple[int, int]]:
    """Loans of ABC with their idle school days."""
    rows = unused(session, [town.institutions["ABC"]], today)
    return [(one.act_id, one.days) for one in rows]


def test_four_school_weeks_without_activity_are_unused(town: Town, session: Session) -> None:
    act = lent(session, town)
    assert found(session, town, LATER - timedelta(3)) == []
    assert found(session, town) == [(act.id, 20)]
    assert unused_counts(session, list(town.institutions.values()), LATER) == {
        town.institutions["ABC"]: 1,
        town.institutions["XYZ"]: 0,
        town.institutions["PII"]: 0,
    }


def test_activity_makes_it_used_and_the_count_begins_anew(town: Town, session: Session) -> None:
    act = lent(session, town, LATER + timedelta(60))
    used(session, town, "ABC", "K-0001", [TODAY + timedelta(14)])
    assert found(session, town) == []
    assert found(session, town, LATER + timedelta(15)) == [(act.id, 20)]
    (one,) = unused(session, [town.institutions["ABC"]], LATER + timedelta(15))
    assert (one.last_active, one.since) == (TODAY + timedelta(14),) * 2


def test_what_somebody_did_before_the_loan_does_not_count(town: Town, session: Session) -> None:
    act = lent(session, town)
    used(session, town, "ABC", "K-0001", [TODAY - timedelta(10)])
    (one,) = unused(session, [town.institutions["ABC"]], LATER)
    assert (one.act_id, one.last_active, one.since) == (act.id, None, TODAY - timedelta(3))


def test_unknown_days_are_never_idle(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada").act.issued_on = TODAY - timedelta(3)
    seen(session, town, "ABC", "K-0001", TODAY, TODAY + timedelta(10))
    seen(session, town, "ABC", "K-0001", TODAY + timedelta(20), LATER)
    assert found(session, town) == []
    assert seen_at_all(session, [town.institutions["ABC"]]) == (1, 1)


def test_a_device_that_no_sync_sees_is_not_called_unused(town: Town, session: Session) -> None:
    lend(session, town, "K-0001", "ada").act.issued_on = TODAY - timedelta(200)
    session.flush()
    assert found(session, town) == []
    assert seen_at_all(session, [town.institutions["ABC"]]) == (1, 0)


def test_in_holidays_idleness_is_not_counted(town: Town, session: Session) -> None:
    act = lent(session, town, LATER + timedelta(14))
    add_holiday(session, "Talka", TODAY, TODAY + timedelta(4), actor=ACTOR, now=NOW)
    assert found(session, town) == []
    assert found(session, town, LATER + timedelta(7)) == [(act.id, 20)]


def test_each_institution_chooses_its_weeks(town: Town, session: Session) -> None:
    act = lent(session, town)
    session.add(
        LendingSetting(
            institution_id=town.institutions["ABC"], takes_requests=True, year_ends_month=5,
            year_ends_day=31, support_first=True, remind_before=[], remind_after=[],
            unused_weeks=2,
        )
    )  # fmt: skip
    session.flush()
    assert found(session, town, TODAY + timedelta(14)) == [(act.id, 10)]


def test_an_assistive_device_is_never_called_unused(town: Town, session: Session) -> None:
    lent(session, town).sensitive = True
    session.flush()
    assert found(session, town) == []


def test_a_device_that_came_back_is_not_on_the_list(town: Town, session: Session) -> None:
    act = lent(session, town)
    device = session.scalars(select(Device).where(Device.id == act.device_id)).one()
    take_back(session, act, device, "A-ABC-1", actor=ACTOR, now=NOW, today=TODAY)
    assert found(session, town) == []


def line(session: Session, town: Town) -> Any:
    (one,) = lines_of(session, unused(session, [town.institutions["ABC"]], LATER))
    return one


def ask(session: Session, town: Town) -> None:
    ask_whether_needed(
        session,
        line(session, town),
        institution="Ābeļu sākumskola",
        address="http://127.0.0.1/my",
        actor=ACTOR,
        now=NOW,
    )


def test_a_borrower_is_asked_once_for_each_stretch_of_idleness(
    town: Town, session: Session
) -> None:
    lent(session, town)
    assert line(session, town).asked_at is None
    ask(session, town)
    mail = session.scalars(select(OutboxMail)).one()
    assert (mail.recipient, mail.kind) == ("ada@school.example", "still_needed")
    assert "Sveiki, Ada!" in (mail.body or "")
    assert "4 mācību nedēļas" in (mail.body or "")
    assert "Ābele" not in (mail.body or "")
    assert "Ada" not in mail.key
    assert line(session, town).asked_at == NOW
    with pytest.raises(Refused, match="asked already"):
        ask(session, town)


def test_the_trail_of_a_question_names_nobody(town: Town, session: Session) -> None:
    lent(session, town)
    ask(session, town)
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "asked")).one()
    assert (entry.subject_label, entry.after) == ("A-ABC-1", {"weeks": 4})


def test_who_has_no_address_is_asked_at_school(town: Town, session: Session) -> None:
    lent(session, town)
    session.scalars(select(Person).where(Person.id == town.persons["ada"])).one().email = None
    session.flush()
    with pytest.raises(Refused, match="ask them at school"):
        ask(session, town)


def test_holidays_come_with_the_product_and_can_be_changed(town: Town, session: Session) -> None:
    known = holidays(session)
    assert [one.first_day for one in known if one.first_day.year == 2026] == [
        date(2026, 3, 9),
        date(2026, 6, 1),
        date(2026, 10, 19),
        date(2026, 12, 21),
    ]
    remove_holiday(session, known[0], actor=ACTOR, now=NOW)
    assert len(holidays(session)) == len(known) - 1
    trail = session.scalars(select(AuditEntry).where(AuditEntry.subject_type == "school_holiday"))
    assert [entry.action for entry in trail] == ["removed"]


def test_two_holidays_do_not_begin_on_one_day(town: Town, session: Session) -> None:
    with pytest.raises(Refused, match="there already"), session.begin_nested():
        add_holiday(session, "x", date(2026, 3, 9), date(2026, 3, 9), actor=ACTOR, now=NOW)


def test_holidays_do_not_end_before_they_begin(town: Town, session: Session) -> None:
    with pytest.raises(Refused, match="before the first"):
        add_holiday(session, "x", TODAY, TODAY - timedelta(1), actor=ACTOR, now=NOW)
