"""A fleet that Google could not serve stops the start, and says where it is wrong."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

import sync.emulator
from sync.emulator import Fleet, WrongFleetError, credentials_file
from sync.emulator.schema import WrongValueError, checker
from tests.sync.devices import google_device, google_fleet


def test_a_good_fleet_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "fleet.json"
    file.write_text(json.dumps({"devices": google_fleet(3)}))
    assert list(Fleet.read(file).by_id) == ["id-00001", "id-00002", "id-00003"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"colour": "red"}, "Google has no property 'colour' here"),
        ({"systemRamTotal": 4096}, "systemRamTotal: 4096 is not of type string"),
        ({"systemRamTotal": "4 GB"}, "systemRamTotal: '4 GB' is not in the format int64"),
        ({"systemRamTotal": str(2**63)}, "int64"),
        ({"lastSync": "2024-11-22"}, "lastSync: '2024-11-22' is not in the format date-time"),
        ({"lastSync": "yesterday"}, "date-time"),
        ({"chromeOsType": "windows"}, "is none of"),
        ({"extendedSupportEnabled": "yes"}, "boolean"),
        ({"activeTimeRanges": {}}, "is not a list"),
        ({"activeTimeRanges": [5]}, "activeTimeRanges.0: 5 is not an object"),
        ({"activeTimeRanges": [{"date": "20241122"}]}, "activeTimeRanges.0.date"),
        ({"activeTimeRanges": [{"activeTime": "60000"}]}, "activeTimeRanges.0.activeTime"),
        ({"activeTimeRanges": [{"activeTime": 2**31}]}, "int32"),
        ({"activeTimeRanges": [{"activeTime": True}]}, "integer"),
        ({"osUpdateStatus": {"state": 5}}, "osUpdateStatus.state"),
    ],
)
def test_a_wrong_device_is_named_with_its_field(told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(WrongFleetError, match="Device 2 of the fleet") as raised:
        Fleet([google_device(1), google_device(2, **told)])
    assert sentence in str(raised.value)


def test_a_device_without_id_or_with_a_taken_one_is_refused() -> None:
    with pytest.raises(WrongFleetError, match="no deviceId"):
        Fleet([{"serialNumber": "S1"}])
    with pytest.raises(WrongFleetError, match="same deviceId"):
        Fleet([google_device(1), google_device(1)])


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"devices": 5}', '{"devices": [5]}'])
def test_a_file_that_is_no_fleet_is_refused_in_a_sentence(text: str, tmp_path: Path) -> None:
    file = tmp_path / "fleet.json"
    file.write_text(text)
    with pytest.raises(WrongFleetError):
        Fleet.read(file)
    with pytest.raises(WrongFleetError, match=r"missing\.json"):
        Fleet.read(tmp_path / "missing.json")


def test_durations_are_checked_deep_inside() -> None:
    told = {"cpuInfo": [{"logicalCpus": [{"idleDuration": "5s"}]}]}
    checker("ChromeOsDevice")(told)
    told["cpuInfo"][0]["logicalCpus"][0]["idleDuration"] = "five"
    with pytest.raises(WrongValueError, match=r"cpuInfo\.0\.logicalCpus\.0\.idleDuration"):
        checker("ChromeOsDevice")(told)


def test_the_key_file_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = credentials_file(tmp_path / "key.json", "http://127.0.0.1:1/")
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["token_uri"] == "http://127.0.0.1:1/token"


def test_the_stand_in_shares_no_code_with_the_client() -> None:
    folder = Path(sync.emulator.__file__).parent
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ImportFrom):
                name = node.module or ""
                assert not name.startswith(("sync", "google")) or name.startswith("sync.emulator")
            if isinstance(node, ast.Import):
                assert not any(alias.name.startswith(("sync", "google")) for alias in node.names)
