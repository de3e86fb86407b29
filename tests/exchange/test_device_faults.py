"""Every wrong row of a device file is listed with its column, and nothing is written."""

import pytest
from flask import Flask

from assetmgr.exchange.operations import plan_file
from assetmgr.exchange.what import What
from tests.exchange.files import LATER, csv_file, device, faults, importing, school_session
from tests.exchange.register import extent
from tests.support.town import Town

CHROMEBOOK = {"kind": "chromebook"}
LONG = "x" * 101
ONE_ROW = {
    "no tag": (device(" ", notes="x"), "asset_tag", "Every row needs this."),
    "long tag": (device(LONG), "asset_tag", "The text is longer than 100 characters."),
    "no kind": (device("N", kind=""), "kind", "A new device needs this."),
    "no institution": (device("N", institution=""), "institution", "A new device needs this."),
    "kind": (device("N", kind="phone"), "kind", "'phone' is not known. Possible: desktop, "),
    "institution": (
        device("N", institution="QQQ"), "institution",
        "There is no institution with the code 'QQQ' among yours.",
    ),
    "purpose": (device("N", purpose="fun"), "purpose", "'fun' is not known. Possible: pupils, "),
    "status": (device("N", status="gone"), "status", "'gone' is not known. Possible: new, "),
    "funding": (device("N", funding="me"), "funding", "'me' is not known. Possible: municipal, "),
    "date": (device("N", acquired_on="1.9."), "acquired_on", "Write the date as 2024-09-01 or"),
    "day": (device("N", aue="2024-02-30"), "aue", "There is no such day."),
    "price": (device("N", price_eur="much"), "price_eur", "This is not a number."),
    "cents": (device("N", price_eur="1,999"), "price_eur", "The number has more than 2 decimals."),
    "notes": (device("N", notes="x" * 2001), "notes", "The text is longer than 2000 characters."),
    "serial": (
        device("N", **CHROMEBOOK, serial_number=" sn0001K"), "serial_number",
        "The institution has a device of this kind with that serial number.",
    ),
    "manufacturer alone": (device("N", manufacturer="Acer"), "model", "Name the model too"),
    "model alone": (device("N", model="Q"), "manufacturer", "Name the manufacturer of the model"),
    "status table": (
        device("P-0001", status="new"), "status",
        "A device with the status in_use cannot become new.",
    ),
    "reserved by file": (
        device("P-0001", status="reserved"), "status",
        "A device with the status in_use cannot become reserved.",
    ),
    "long room": (device("N", room="x" * 201), "room", "The text is longer than 200 characters."),
}  # fmt: skip


@pytest.mark.parametrize("case", ONE_ROW)
def test_a_wrong_row_is_refused_with_its_column_and_reason(
    app: Flask, town: Town, case: str
) -> None:
    row, column, message = ONE_ROW[case]
    before = extent(app)
    plan = importing(app, csv_file(device("N-good", room="new"), row))
    assert [(number, where) for number, where, _ in faults(plan)] == [(3, column)]
    assert faults(plan)[0][2].startswith(message)
    assert (plan.report.rows, plan.report.created, plan.report.updated) == (2, 0, 0)
    assert extent(app) == before


def test_every_fault_of_every_row_is_listed_in_order(app: Flask, town: Town) -> None:
    content = csv_file(
        device("N-1", acquired_on="x", price_eur="y"),
        device("N-2"),
        device("", status="z"),
        device("n-1", status="q"),
        device("P-0001", status="new"),
    )
    assert [(row, column) for row, column, _ in faults(importing(app, content))] == [
        (2, "acquired_on"), (2, "price_eur"), (4, "asset_tag"), (5, "asset_tag"), (6, "status"),
    ]  # fmt: skip


def test_a_tag_twice_in_the_file_names_the_first_row(app: Flask, town: Town) -> None:
    plan = importing(app, csv_file(device("N-1"), device("n-1 ")))
    assert faults(plan) == [(3, "asset_tag", "Row 2 has the same asset tag.")]


def test_a_number_twice_in_the_file_is_refused_within_institution_and_kind(
    app: Flask, town: Town
) -> None:
    content = csv_file(
        device("N-1", inventory_number="007"),
        device("N-2", inventory_number="007", kind="tablet"),
        device("N-3", inventory_number="007", institution="XYZ"),
        device("N-4", inventory_number="007"),
    )
    assert faults(importing(app, content)) == [
        (5, "inventory_number", "Row 2 has the same number, institution and kind.")
    ]


def test_a_move_to_where_the_number_is_taken_is_refused(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("N-1", institution="XYZ", serial_number="SN0001P")))
    plan = importing(app, csv_file(device("P-0001", institution="XYZ")))
    assert [(row, column) for row, column, _ in faults(plan)] == [(2, "serial_number")]


def test_a_day_after_the_first_change_is_no_day_of_acquisition(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("P-0001", status="damaged")))
    plan = importing(app, csv_file(device("P-0001", acquired_on="2024-10-05")))
    assert [(row, column) for row, column, _ in faults(plan)] == [(2, "acquired_on")]


def test_a_room_at_one_of_several_sites_must_name_its_site(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("N-1", site="Otrā ēka", room="201")))
    plan = importing(app, csv_file(device("N-2", room="new"), device("N-3", site="Otrā ēka")))
    assert [(row, column) for row, column, _ in faults(plan)] == [(2, "site"), (3, "room")]


def school_faults(
    app: Flask, town: Town, *rows: dict[str, str]
) -> list[tuple[int, str | None, str]]:
    """What an administrator of ABC alone is told."""
    with school_session(app, town.institutions["ABC"]) as session:
        return faults(plan_file(session, What.DEVICES, csv_file(*rows), today=LATER))


def test_a_school_cannot_write_another_institution(app: Flask, town: Town) -> None:
    for institution in ("XYZ", "QQQ"):
        assert school_faults(app, town, device("N-1", institution=institution)) == [
            (
                2,
                "institution",
                f"There is no institution with the code '{institution}' among yours.",
            )
        ]


def test_a_tag_taken_elsewhere_is_refused_without_naming_its_owner(app: Flask, town: Town) -> None:
    assert school_faults(app, town, device("k-0101", kind="chromebook")) == [
        (2, "asset_tag", "This asset tag is taken.")
    ]


def test_a_school_moves_no_device_in_or_out(app: Flask, town: Town) -> None:
    found = school_faults(
        app, town, device("P-0101"), device("P-0001", institution="XYZ"), device("P-0002")
    )
    assert [(row, column) for row, column, _ in found] == [(2, "asset_tag"), (3, "institution")]
