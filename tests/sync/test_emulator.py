"""The stand-in as seen from the wire: Google's shapes, masks, pages, tokens and refusals."""

from collections.abc import Iterator
from typing import Any

import pytest

from sync.emulator import Emulator, Fleet, running
from sync.emulator.mask import WrongMaskError, read_mask
from sync.emulator.schema import checker
from tests.sync.devices import google_device
from tests.sync.wire import DEVICES, GRANT, Wire, claim


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    fleet = [
        google_device(1, serialNumber="C", lastSync="2024-11-20T10:00:00Z"),
        google_device(2, serialNumber="A", lastSync="2024-11-21T10:00:00Z"),
        google_device(3, serialNumber="B", lastSync="2024-11-22T10:00:00Z"),
    ]
    with running(Fleet(fleet)) as emulator:
        yield emulator


@pytest.fixture
def stranger(emulator: Emulator) -> Iterator[Wire]:
    wire = Wire(emulator)
    yield wire
    wire.close()


@pytest.fixture
def wire(stranger: Wire, emulator: Emulator) -> Wire:
    assert stranger.sign_in(claim(emulator))[0] == 200
    return stranger


def ids(answer: tuple[int, Any]) -> list[str]:
    assert answer[0] == 200, answer
    return [device["deviceId"][-1] for device in answer[1].get("chromeosdevices", [])]


def refusal(answer: tuple[int, Any]) -> tuple[int, str]:
    error = answer[1]["error"]
    assert error["code"] == answer[0]
    return answer[0], error["errors"][0].get("location", error["errors"][0]["reason"])


def test_a_stranger_is_refused(stranger: Wire) -> None:
    assert refusal(stranger.devices()) == (401, "authError")
    assert refusal(stranger.ask("GET", f"{DEVICES}:countChromeOsDevices")) == (401, "authError")


def test_without_a_mask_the_whole_device_and_envelope_come(wire: Wire) -> None:
    status, page = wire.devices(projection="FULL")
    assert status == 200
    assert page["kind"] == "admin#directory#chromeosdevices"
    assert page["chromeosdevices"][0] == google_device(
        1, serialNumber="C", lastSync="2024-11-20T10:00:00Z"
    )
    checker("ChromeOsDevices")(page)


def test_a_mask_leaves_only_what_it_names(wire: Wire) -> None:
    mask = "chromeosdevices(deviceId,activeTimeRanges/date)"
    _, page = wire.devices(fields=mask, maxResults="1")
    assert page.keys() == {"chromeosdevices"}
    (device,) = page["chromeosdevices"]
    assert device.keys() == {"deviceId", "activeTimeRanges"}
    assert device["activeTimeRanges"][0].keys() == {"date"}


def test_a_mask_of_the_envelope_alone_brings_no_device(wire: Wire) -> None:
    assert wire.devices(fields="kind") == (200, {"kind": "admin#directory#chromeosdevices"})


@pytest.mark.parametrize("mask", ["nonsense", "chromeosdevices(deviceId", "kind,", "a b", "kind)"])
def test_a_wrong_mask_is_refused(mask: str, wire: Wire) -> None:
    assert refusal(wire.devices(fields=mask)) == (400, "fields")


def test_a_star_in_a_mask_is_everything_there() -> None:
    mask = read_mask("chromeosdevices/*", "ChromeOsDevices")
    page = {"kind": "k", "chromeosdevices": [{"deviceId": "1", "notes": ""}]}
    assert mask.apply(page) == {"chromeosdevices": page["chromeosdevices"]}


def test_an_empty_mask_is_malformed() -> None:
    with pytest.raises(WrongMaskError):
        read_mask("", "ChromeOsDevices")


def test_basic_projection_leaves_activity_out(wire: Wire) -> None:
    _, page = wire.devices(projection="BASIC")
    assert "activeTimeRanges" not in page["chromeosdevices"][0]
    assert page["chromeosdevices"][0]["serialNumber"] == "C"


def test_pages_follow_their_tokens_to_the_end(wire: Wire) -> None:
    _, first = wire.devices(maxResults="2")
    _, second = wire.devices(maxResults="2", pageToken=first["nextPageToken"])
    assert len(first["chromeosdevices"]) == 2
    assert len(second["chromeosdevices"]) == 1
    assert "nextPageToken" not in second


def test_a_token_of_another_selection_is_refused(wire: Wire) -> None:
    _, first = wire.devices(maxResults="2")
    asked = {"maxResults": "2", "pageToken": first["nextPageToken"], "orderBy": "serialNumber"}
    assert refusal(wire.devices(**asked)) == (400, "pageToken")
    assert refusal(wire.devices(pageToken="made up")) == (400, "pageToken")


def test_order_is_as_asked(wire: Wire) -> None:
    assert ids(wire.devices(orderBy="serialNumber")) == ["2", "3", "1"]
    assert ids(wire.devices(orderBy="serialNumber", sortOrder="DESCENDING")) == ["1", "3", "2"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sync:2024-11-21", ["2"]),
        ("sync:2024-11-21..", ["2", "3"]),
        ("sync:..2024-11-21", ["1", "2"]),
        ("sync:2024-11-20..2024-11-21", ["1", "2"]),
        ("sync:2030-01-01..", []),
    ],
)
def test_a_sync_query_finds_by_day(query: str, found: list[str], wire: Wire) -> None:
    assert ids(wire.devices(query=query)) == found


@pytest.mark.parametrize(
    ("query", "status", "location"),
    [
        ({"maxResults": "301"}, 400, "maxResults"),
        ({"maxResults": "0"}, 400, "maxResults"),
        ({"maxResults": "many"}, 400, "maxResults"),
        ({"projection": "SOME"}, 400, "projection"),
        ({"orderBy": "model"}, 400, "orderBy"),
        ({"pagetoken": "x"}, 400, "pagetoken"),
        ({"query": "id:5CD"}, 400, "query"),
        ({"query": "sync:2024-13-01"}, 400, "query"),
        ({"orgUnitPath": "/Skolas"}, 501, "orgUnitPath"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(
    query: dict[str, str], status: int, location: str, wire: Wire
) -> None:
    assert refusal(wire.devices(**query)) == (status, location)


def test_one_device_is_read_by_its_id(wire: Wire) -> None:
    asked = f"{DEVICES}/id-00002?fields=serialNumber"
    assert wire.ask("GET", asked) == (200, {"serialNumber": "A"})
    assert refusal(wire.ask("GET", f"{DEVICES}/nobody")) == (404, "deviceId")


def test_the_count_is_an_int64_as_a_string(wire: Wire) -> None:
    assert wire.ask("GET", f"{DEVICES}:countChromeOsDevices") == (200, {"count": "3"})


def test_another_method_or_path_is_not_found(wire: Wire) -> None:
    assert refusal(wire.ask("POST", DEVICES, [])) == (404, "notFound")
    assert refusal(wire.ask("GET", "/")) == (404, "notFound")


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"aud": "https://example.org/token"}, "invalid_grant"),
        ({"iss": None}, "invalid_grant"),
        ({"exp": 1}, "invalid_grant"),
        ({"sub": "nobody"}, "invalid_grant"),
        ({"scope": "https://www.googleapis.com/auth/drive"}, "unauthorized_client"),
    ],
)
def test_a_wrong_claim_gets_no_token(
    told: dict[str, Any], error: str, stranger: Wire, emulator: Emulator
) -> None:
    status, answer = stranger.sign_in(claim(emulator, **told))
    assert status in (400, 401)
    assert answer["error"] == error


@pytest.mark.parametrize("assertion", ["", "a.b.c", "bnVsbA.bnVsbA.x", "W10.e30.x"])
def test_what_is_no_jwt_gets_no_token(assertion: str, stranger: Wire) -> None:
    status, answer = stranger.sign_in(assertion)
    assert (status, answer["error"]) == (400, "invalid_grant")


def test_another_grant_gets_no_token(stranger: Wire) -> None:
    form = {"grant_type": GRANT.upper(), "assertion": "x"}
    assert stranger.ask("POST", "/token", form)[1]["error"] == "unsupported_grant_type"
