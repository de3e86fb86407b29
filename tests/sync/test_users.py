"""Who used a device last: asked for on demand, and known by nothing but a mark."""

from collections.abc import Callable

from sync.emulator import Emulator, Fault, Fleet, running
from sync.parse import MASK, MASK_WITH_USERS
from sync.reconcile import reconcile
from sync.records import KnownDevice
from sync.source import sweep
from sync.users import Marks
from tests.sync.conftest import Desk
from tests.sync.devices import google_device, seen_device
from tests.sync.test_reconcile import NOW

MANAGED, UNMANAGED = "USER_TYPE_MANAGED", "USER_TYPE_UNMANAGED"
Make = Callable[[Emulator], Desk]


def test_who_used_a_device_is_asked_for_on_demand_alone(desk: Desk, google: Emulator) -> None:
    sweep(desk.source())
    sweep(desk.source(), Marks())
    asked = [e.request.query["fields"] for e in google.exchanges if "/chromeos" in e.request.path]
    assert asked == [MASK] * 3 + [MASK_WITH_USERS] * 3
    assert "recentUsers" not in MASK


def test_of_the_address_only_a_mark_is_left(desk: Desk) -> None:
    marks = Marks()
    devices = sweep(desk.source(), marks)
    assert {one.user for one in devices} == {marks.of("secret.person@example.org")}
    assert "secret" not in repr(devices)


def test_marks_are_equal_without_case_and_differ_between_sweeps() -> None:
    marks, others = Marks(), Marks()
    assert marks.of("Anna@Skola.lv ") == marks.of("anna@skola.lv")
    assert marks.of("anna@skola.lv") != others.of("anna@skola.lv")


def test_a_guest_an_unmanaged_account_and_nobody_are_not_known(make_desk: Make) -> None:
    owner = {"type": MANAGED, "email": "anna@skola.lv"}
    fleet = Fleet(
        [
            google_device(1, recentUsers=[{"type": UNMANAGED}, owner]),
            google_device(2, recentUsers=[]),
            google_device(3, recentUsers=[{"type": MANAGED}]),
            {"deviceId": "bare"},
            google_device(4, recentUsers=[owner, {"type": UNMANAGED}]),
        ]
    )
    marks = Marks()
    with running(fleet) as emulator:
        users = {one.google_id: one.user for one in sweep(make_desk(emulator).source(), marks)}
    known = users.pop("id-00004")
    assert known == marks.of("anna@skola.lv")
    assert set(users.values()) == {None}


def test_the_stand_in_lets_somebody_else_use_a_device(make_desk: Make) -> None:
    marks = Marks()
    with running(Fleet([google_device(1), google_device(2)])) as emulator:
        desk = make_desk(emulator)
        emulator.plan(Fault("used_by", serial="5CD0000001", email="other@skola.lv"))
        emulator.plan(Fault("used_by", serial="5CD0000002"))
        first = [one.user for one in sweep(desk.source(), marks)]
        emulator.plan(Fault("used_by", serial="5CD0000001", email="third@skola.lv"))
        second = [one.user for one in sweep(desk.source(), marks)]
    assert first == [marks.of("other@skola.lv"), None]
    assert second == [marks.of("third@skola.lv"), None]


def test_marks_go_with_matched_devices() -> None:
    seen = [seen_device("g1", "S1")._replace(user=b"a"), seen_device("g2", "S2")]
    known = [KnownDevice(1, "g1", "S1"), KnownDevice(2, "g2", "S2")]
    assert reconcile(known, seen, NOW).users == {1: b"a"}
