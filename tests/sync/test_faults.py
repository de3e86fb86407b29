"""Every fault that GOOGLE's list and token endpoints are known for, over real HTTP."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sync.emulator import Emulator, Fault, Fleet, running
from sync.faults import ConfigurationFault, ShortSweep, SourceFault
from sync.guard import check_sweep
from sync.source import sweep
from tests.sync.conftest import Desk

PASSING = [
    Fault("error", status=429, reason="rateLimitExceeded"),
    Fault("error", status=500, reason="backendError"),
    Fault("error", status=502, reason="badGateway"),
    Fault("error", status=503, reason="backendError"),
    Fault("error", status=403, reason="userRateLimitExceeded"),
    Fault("error", status=403, reason="rateLimitExceeded"),
    Fault("error", status=403, reason="quotaExceeded"),
    Fault("cut"),
]
LASTING = [
    Fault("error", status=400, reason="badRequest", times=2),
    Fault("error", status=401, reason="authError", times=9),
    Fault("error", status=403, reason="forbidden"),
    Fault("error", status=403, reason="accessNotConfigured"),
    Fault("error", status=404, reason="notFound"),
]


def name(fault: Fault) -> str:
    return f"{fault.kind} {fault.status} {fault.reason}"


@pytest.mark.parametrize("fault", PASSING, ids=name)
@pytest.mark.parametrize("skip", [0, 1])
def test_a_passing_fault_is_tried_again(
    fault: Fault, skip: int, desk: Desk, google: Emulator
) -> None:
    google.plan(Fault(fault.kind, status=fault.status, reason=fault.reason, skip=skip))
    source = desk.source()
    assert len(sweep(source)) == 650
    assert (source.tally.retries, source.tally.restarts) == (1, 0)
    assert desk.slept == [1.0]


@pytest.mark.parametrize("fault", LASTING, ids=name)
def test_a_lasting_refusal_is_not_tried_again(fault: Fault, desk: Desk, google: Emulator) -> None:
    google.plan(fault)
    with pytest.raises(ConfigurationFault, match=f"{fault.status} {fault.reason}") as raised:
        sweep(desk.source())
    assert raised.value.check.startswith("Check ")
    assert desk.slept == []


def test_a_dropped_connection_is_made_again(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("drop", skip=1, times=3))
    source = desk.source()
    assert len(sweep(source)) == 650
    # httplib2 makes up for one lost connection by itself in each try, so three drops are one retry.
    assert source.tally.retries == 1


def test_a_slow_page_is_given_up_and_asked_again(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("slow", seconds=0.6, skip=1))
    source = desk.source(timeout=0.3)
    assert len(sweep(source)) == 650
    assert source.tally.retries == 1


def test_waits_double_and_the_eighth_failure_is_the_last(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("error", times=99))
    source = desk.source()
    with pytest.raises(SourceFault, match="503 backendError"):
        sweep(source)
    assert desk.slept == [1, 2, 4, 8, 16, 32, 60]
    assert (source.tally.retries, source.tally.pages) == (7, 0)


def test_retry_after_is_honoured(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("error", status=429, reason="rateLimitExceeded", retry_after="17"))
    sweep(desk.source())
    assert desk.slept == [17.0]


def test_a_very_long_retry_after_is_left_to_the_next_run(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("error", status=429, retry_after="3600"))
    with pytest.raises(SourceFault, match="later"):
        sweep(desk.source())
    assert desk.slept == []


def test_a_refused_page_token_is_tried_again_twice(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("bad_token", times=2))
    source = desk.source()
    assert len(sweep(source)) == 650
    assert desk.slept == [5.0, 10.0]
    assert (source.tally.pages, source.tally.restarts) == (3, 0)


def test_a_lost_page_token_restarts_the_sweep_and_keeps_what_came(
    desk: Desk, google: Emulator
) -> None:
    google.plan(Fault("bad_token", skip=1, times=3))
    source = desk.source()
    pages = list(source.pages())
    assert [len(page.devices) for page in pages] == [300, 300, 300, 300, 50]
    assert [page.number for page in pages] == [1, 2, 3, 4, 5]
    assert source.tally.restarts == 1


def test_page_tokens_lost_again_and_again_end_the_run(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("bad_token", times=99))
    source = desk.source()
    with pytest.raises(SourceFault, match="loses its place"):
        sweep(source)
    assert source.tally.restarts == 3
    assert desk.slept == [5.0, 10.0] * 4


def test_a_refused_page_size_falls_back_to_200(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("page_size", limit=200))
    pages = list(desk.source().pages())
    assert [len(page.devices) for page in pages] == [200, 200, 200, 50]
    assert desk.slept == []


def test_a_page_size_refused_in_the_middle_falls_back_too(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("page_size", limit=200, skip=1))
    pages = list(desk.source().pages())
    assert [len(page.devices) for page in pages] == [300, 200, 150]


def test_an_expired_token_is_renewed(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("revoke", skip=1))
    source = desk.source()
    assert len(sweep(source)) == 650
    assert [e.request.path for e in google.exchanges].count("/token") == 2


@pytest.mark.parametrize("reason", ["invalid_grant", "unauthorized_client"])
def test_a_refused_delegation_names_what_to_check(
    reason: str, desk: Desk, google: Emulator
) -> None:
    google.plan(Fault("error", on="token", status=400, reason=reason))
    with pytest.raises(ConfigurationFault, match=reason) as raised:
        sweep(desk.source())
    assert "delegation" in raised.value.check
    assert desk.slept == []


def test_a_subject_that_is_no_address_is_a_configuration_fault(desk: Desk) -> None:
    with pytest.raises(ConfigurationFault, match="Invalid email"):
        sweep(desk.source(subject="nobody"))


def test_a_foreign_customer_is_a_configuration_fault(desk: Desk) -> None:
    with pytest.raises(ConfigurationFault, match="customer id"):
        sweep(desk.source(customer="C0other"))
    with pytest.raises(ConfigurationFault, match="customer id"):
        desk.source(customer="C0other").count()


def test_an_unusable_key_file_is_a_configuration_fault(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"type": "service_account"}')
    for file in (tmp_path / "missing.json", tmp_path / "broken.json"):
        with pytest.raises(ConfigurationFault, match="key file"):
            desk.source(credentials_file=file)


def test_nobody_at_the_address_is_a_source_fault(
    make_desk: Callable[[Emulator], Desk],
) -> None:
    with running(Fleet([])) as emulator:
        desk = make_desk(emulator)
    with pytest.raises(SourceFault, match="ConnectionRefusedError"):
        sweep(desk.source())
    assert len(desk.slept) == 7


def test_a_short_sweep_is_stopped_by_the_guard(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("short", share=0.15))
    source = desk.source()
    seen = len(sweep(source))
    assert 90 <= seen <= 100
    with pytest.raises(ShortSweep):
        check_sweep(seen, 650)
    with pytest.raises(ShortSweep):
        check_sweep(seen, source.count())


def test_a_wait_is_told_with_its_reason(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("error"))
    sweep(desk.source())
    assert desk.told[0] == "503 backendError A planned fault.: trying again in 1 s"


def test_a_second_sweep_counts_from_nothing(desk: Desk, google: Emulator) -> None:
    google.plan(Fault("error"))
    source = desk.source()
    sweep(source)
    sweep(source)
    assert (source.tally.pages, source.tally.retries) == (3, 0)
