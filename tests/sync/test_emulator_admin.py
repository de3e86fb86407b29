"""Faults planned over HTTP, from this machine alone."""

from collections.abc import Iterator
from typing import Any

import pytest

from sync.emulator import Emulator, Fault, Fleet, running
from sync.emulator.admin import answer
from sync.emulator.planned import FaultPlan
from sync.emulator.wire import Request
from tests.sync.devices import google_fleet
from tests.sync.wire import Wire, claim


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with running(Fleet(google_fleet(40))) as emulator:
        yield emulator


@pytest.fixture
def wire(emulator: Emulator) -> Iterator[Wire]:
    wire = Wire(emulator)
    wire.sign_in(claim(emulator))
    yield wire
    wire.close()


def test_a_posted_fault_happens_as_often_as_it_says(wire: Wire) -> None:
    posted = [{"kind": "error", "status": 429, "reason": "rateLimitExceeded", "times": 2}]
    assert wire.ask("POST", "/_faults", posted)[0] == 200
    assert [wire.devices()[0] for _ in range(3)] == [429, 429, 200]
    assert wire.ask("GET", "/_faults") == (200, {"faults": []})


def test_a_standing_fault_holds_until_it_is_cleared(wire: Wire) -> None:
    wire.ask("POST", "/_faults", [{"kind": "short", "share": 0.25}])
    assert [len(wire.devices()[1]["chromeosdevices"]) for _ in range(2)] == [10, 10]
    assert wire.ask("GET", "/_faults")[1]["faults"][0]["kind"] == "short"
    assert wire.ask("DELETE", "/_faults") == (200, {"faults": []})
    assert len(wire.devices()[1]["chromeosdevices"]) == 40


def test_a_fault_is_for_its_own_kind_of_request(wire: Wire) -> None:
    wire.ask("POST", "/_faults", [{"kind": "error", "on": "count"}])
    assert wire.devices()[0] == 200


@pytest.mark.parametrize(
    ("posted", "why"),
    [
        ([{"kind": "explode"}], "explode"),
        ([{"status": 500}], "A fault is one of"),
        ([{"kind": "error", "on": "moon"}], "moon"),
        ([{"kind": "error", "colour": 1}], "colour"),
        ([{"kind": "error", "times": "two"}], "times"),
        ([{"kind": "slow", "seconds": True}], "seconds"),
        (["error"], "items"),
        (5, "iterable"),
    ],
)
def test_a_wrong_fault_is_refused_with_the_reason(posted: Any, why: str, wire: Wire) -> None:
    status, told = wire.ask("POST", "/_faults", posted)
    assert status == 400
    assert why in told["error"]
    assert wire.ask("GET", "/_faults") == (200, {"faults": []})


def test_another_machine_may_not_plan_faults() -> None:
    plan = FaultPlan()
    request = Request("POST", "/_faults", {}, body=b'[{"kind": "drop"}]')
    assert answer(plan, request, from_loopback=False).status == 403
    assert plan.pending() == []


def test_a_fault_waits_for_the_requests_it_lets_through(emulator: Emulator, wire: Wire) -> None:
    emulator.plan(Fault("error", skip=1))
    assert [wire.devices()[0] for _ in range(3)] == [200, 503, 200]
