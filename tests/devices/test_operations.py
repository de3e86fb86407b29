"""Operations on one device against a plain dictionary of days, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assetmgr.audit.models import AuditEntry
from assetmgr.db.errors import Refused
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure
from assetmgr.devices.operations import (
    change_device,
    correct_status,
    create_device,
    void_device,
)
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.policy.status import FOLLOWS
from assetmgr.devices.policy.timeline import FACTS, State
from assetmgr.devices.queries.standing import held_on
from tests.devices.corrections import expected
from tests.support.town import ACTOR, Town

TODAY = date(2024, 9, 30)
NOW = datetime(2024, 9, 30, 9, tzinfo=UTC)
FIRST = TODAY - timedelta(days=12)
LONGEST = 14
"""Days before today that the model keeps."""


class DeviceLife(RuleBasedStateMachine):
    """One device, changed as of any day; what is stored must read like a dictionary of days."""

    session: Session
    town: Town

    @initialize(known=st.booleans())
    def enter(self, known: bool) -> None:
        self.savepoint = self.session.begin_nested()
        facts = DeviceFacts(
            asset_tag="Z-1",
            kind_id=self.town.kinds["laptop"],
            institution_id=self.town.institutions["ABC"],
            room_id=self.town.rooms["ABC"],
            purpose=Purpose.PUPILS,
            status=Status.AVAILABLE,
            acquired_on=FIRST if known else None,
        )
        entered = TODAY if known else FIRST
        self.device = create_device(self.session, facts, actor=ACTOR, now=NOW, today=entered)
        self.changes = 1
        state = State(*(getattr(facts, name) for name in FACTS))
        self.days = {FIRST + timedelta(days=n): state for n in range((TODAY - FIRST).days + 1)}

    def teardown(self) -> None:
        if hasattr(self, "savepoint") and self.savepoint.is_active:
            self.savepoint.rollback()
        self.session.expire_all()

    @rule(
        back=st.integers(0, LONGEST),
        kind=st.sampled_from(["laptop", "tablet"]),
        purpose=st.sampled_from([Purpose.PUPILS, Purpose.TEACHERS]),
    )
    def use_otherwise(self, back: int, kind: str, purpose: Purpose) -> None:
        self._change(back, {"kind_id": self.town.kinds[kind], "purpose": purpose})

    @rule(back=st.integers(0, LONGEST), place=st.sampled_from(["ABC", "XYZ"]), room=st.booleans())
    def move(self, back: int, place: str, room: bool) -> None:
        institution = self.town.institutions[place]
        self._change(
            back,
            {
                "institution_id": institution,
                "room_id": self.town.rooms[place] if room else None,
            },
        )

    @rule(back=st.integers(0, LONGEST), room=st.booleans())
    def change_room(self, back: int, room: bool) -> None:
        here = next(
            code for code, key in self.town.institutions.items() if key == self.now.institution_id
        )
        self._change(back, {"room_id": self.town.rooms[here] if room else None})

    @rule(back=st.integers(0, LONGEST), status=st.sampled_from(Status))
    def set_status(self, back: int, status: Status) -> None:
        self._change(back, {"status": status})

    @rule(at=st.integers(0, 9), status=st.sampled_from(Status), shift=st.integers(-3, 3))
    def correct_a_status(self, at: int, status: Status, shift: int) -> None:
        days = sorted(self.days)
        told = [self.days[on].status for on in days]
        begun = [n for n in range(len(told)) if n == 0 or told[n] is not told[n - 1]]
        begin = begun[at % len(begun)]
        new = expected(told, begin, status, begin + shift)
        since = days[begin] + timedelta(days=shift)
        if self._corrected(days[begin], status, since, allowed=new is not None):
            assert new is not None
            assert new != told
            for on, meant in zip(days, new, strict=True):
                self.days[on] = replace(self.days[on], status=meant)
        else:
            assert new is None or new == told

    @rule(back=st.integers(1, LONGEST))
    def correct_the_day_of_purchase(self, back: int) -> None:
        day = TODAY - timedelta(days=back)
        first_change = min(
            (on for on in self.days if self.days[on] != self.days[min(self.days)]), default=None
        )
        allowed = first_change is None or day < first_change
        if not self._tried({"acquired_on": day}, TODAY, allowed):
            return
        first = self.days[min(self.days)]
        self.days = {on: state for on, state in self.days.items() if on >= day}
        for n in range((TODAY - day).days + 1):
            self.days.setdefault(day + timedelta(days=n), first)

    @property
    def now(self) -> State:
        return self.days[TODAY]

    def _change(self, back: int, values: dict[str, Any]) -> None:
        day = TODAY - timedelta(days=back)
        changed = {
            name: value for name, value in values.items() if getattr(self.now, name) != value
        }
        if "institution_id" in changed:
            changed.setdefault("room_id", values["room_id"])
        if self._tried(values, day, not changed or self._may(changed, day)):
            self._set(changed, day)

    def _may(self, changed: dict[str, Any], day: date) -> bool:
        if day < min(self.days):
            return False
        later = [state for on, state in self.days.items() if on >= day]
        if "status" in changed and (
            changed["status"] not in FOLLOWS[self.now.status]
            or any(state.status is not self.now.status for state in later)
        ):
            return False
        stayed = all(state.institution_id == self.now.institution_id for state in later)
        return stayed or "institution_id" in changed or "room_id" not in changed

    def _tried(self, values: dict[str, Any], day: date, allowed: bool) -> bool:
        """Whether the change was done; it is refused exactly where it is not allowed."""
        arguments: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": TODAY}
        if not allowed:
            with pytest.raises(Refused), self.session.begin_nested():
                change_device(self.session, self.device, values, effective=day, **arguments)
            return False
        changed = change_device(self.session, self.device, values, effective=day, **arguments)
        self.changes += changed
        return changed

    def _corrected(self, day: date, status: Status, since: date, *, allowed: bool) -> bool:
        """Whether the correction changed anything; it is refused exactly where it shall be."""
        told: dict[str, Any] = {"day": day, "status": status, "since": since}
        arguments = {**told, "actor": ACTOR, "now": NOW, "today": TODAY}
        if not allowed:
            with pytest.raises(Refused), self.session.begin_nested():
                correct_status(self.session, self.device, **arguments)
            return False
        changed = correct_status(self.session, self.device, **arguments)
        self.changes += changed
        assert not correct_status(self.session, self.device, **arguments)
        return changed

    def _set(self, facts: dict[str, Any], since: date) -> None:
        then, names = self.days[since], set(facts)
        for on in sorted(day for day in self.days if day >= since):
            held = self.days[on]
            names -= {
                name for name in names - {"room_id"} if getattr(held, name) != getattr(then, name)
            }
            if held.institution_id != then.institution_id or (
                "institution_id" not in facts and held.room_id != then.room_id
            ):
                names.discard("room_id")
            self.days[on] = replace(held, **{name: facts[name] for name in names})

    @invariant()
    def every_day_reads_as_the_dictionary_says(self) -> None:
        for on in (TODAY, TODAY - timedelta(days=6), min(self.days)):
            columns = [getattr(DevicePeriod, name) for name in FACTS]
            rows = self.session.execute(
                select(*columns).where(DevicePeriod.device_id == self.device.id, held_on(on))
            ).all()
            assert [State(*row) for row in rows] == ([self.days[on]] if on in self.days else [])

    @invariant()
    def periods_meet_without_gap_or_overlap(self) -> None:
        periods = self.session.execute(
            select(DevicePeriod.valid_from, DevicePeriod.valid_to)
            .where(DevicePeriod.device_id == self.device.id)
            .order_by(DevicePeriod.valid_from)
        ).all()
        assert periods[0].valid_from == min(self.days)
        assert [one.valid_to for one in periods] == [*(one.valid_from for one in periods[1:]), None]

    @invariant()
    def the_device_is_what_its_last_day_says(self) -> None:
        assert State(*(getattr(self.device, name) for name in FACTS)) == self.now

    @invariant()
    def every_change_left_one_audit_entry(self) -> None:
        entries = select(func.count(AuditEntry.id)).where(AuditEntry.subject_id == self.device.id)
        assert (
            self.session.scalar(entries.where(AuditEntry.subject_type == "device")) == self.changes
        )


def test_a_device_reads_on_every_day_as_a_plain_dictionary_of_its_changes(
    town: Town, session: Session
) -> None:
    DeviceLife.session, DeviceLife.town = session, town
    run_state_machine_as_test(
        DeviceLife,
        settings=settings(
            max_examples=40,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def device(session: Session, town: Town, tag: str) -> Device:
    return session.scalars(select(Device).where(Device.id == town.devices[tag])).one()


def test_a_voided_device_has_no_day_left_and_frees_its_tag(town: Town, session: Session) -> None:
    void_device(session, device(session, town, "P-0001"), actor=ACTOR, now=NOW)
    session.flush()
    periods = select(func.count()).select_from(DevicePeriod)
    assert session.scalar(periods.where(DevicePeriod.asset_tag == "P-0001")) == 0
    facts = DeviceFacts(
        asset_tag="p-0001",
        kind_id=town.kinds["laptop"],
        institution_id=town.institutions["XYZ"],
        purpose=Purpose.PUPILS,
        status=Status.AVAILABLE,
    )
    create_device(session, facts, actor=ACTOR, now=NOW, today=TODAY)


def test_a_device_that_was_elsewhere_is_not_voided(town: Town, session: Session) -> None:
    moved = device(session, town, "P-0001")
    place = {"institution_id": town.institutions["XYZ"]}
    change_device(session, moved, place, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY)
    with pytest.raises(Refused, match="write it off"):
        void_device(session, moved, actor=ACTOR, now=NOW)


def test_both_institutions_of_a_move_keep_the_tenure(town: Town, session: Session) -> None:
    moved = device(session, town, "P-0001")
    place = {"institution_id": town.institutions["XYZ"]}
    change_device(session, moved, place, effective=TODAY, actor=ACTOR, now=NOW, today=TODAY)
    session.flush()
    found = session.scalars(
        select(DeviceTenure.institution_id).where(DeviceTenure.device_id == moved.id)
    )
    assert set(found) == {town.institutions["ABC"], town.institutions["XYZ"]}


def test_a_change_in_the_future_is_refused(town: Town, session: Session) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused, match="future"):
        change_device(
            session,
            device(session, town, "P-0001"),
            {"purpose": Purpose.TEACHERS},
            effective=tomorrow,
            actor=ACTOR,
            now=NOW,
            today=TODAY,
        )
