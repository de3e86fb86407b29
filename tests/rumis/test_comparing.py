"""What differs between the two registers, and which side is to be changed."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from assetmgr.db.errors import Refused
from assetmgr.rumis.files import IMPORT_HEADERS, read_export, write_differences, write_import
from assetmgr.rumis.policy.comparing import Comparison, amount_of, compared, day_of
from assetmgr.rumis.policy.fields import FIELDS, MASTERS, Master, Name
from assetmgr.rumis.policy.rows import OurAct, Ours
from assetmgr.spreadsheet.write import write_xlsx

ISSUED = OurAct(7, "A-ABC-7", None, "issued", date(2024, 9, 2), date(2025, 5, 31), None)
HEAD = ("Sērijas Nr.", "Inventāra Nr", "Iegādes vērtība", "PNA Nr", "Akta statuss", "Vārds")


def device(number: int, **told: Any) -> Ours:
    values: dict[str, Any] = {
        "device_id": number,
        "institution_id": 1,
        "asset_tag": f"K-{number:04}",
        "subtype": "chromebook_laptop",
        "manufacturer": "Acer",
        "model": "Chromebook 311",
        "serial_number": f"SN{number}",
        "inventory_number": f"INV{number}",
        "status": "in_use",
        "acquisition": "municipality",
        "purpose": "issued_individually",
        "target": "learner",
        "location": "user",
        "value_eur": Decimal("300.00"),
        "entered_on": date(2024, 9, 2),
        **told,
    }
    return Ours(**values)


def workbook(*rows: tuple[Any, ...], head: tuple[str, ...] = HEAD) -> bytes:
    file = BytesIO()
    write_xlsx(file, ("RUMIS", "eksports"), [(), head, *rows])
    return file.getvalue()


def against(ours: list[Ours], *rows: tuple[Any, ...], **head: Any) -> Comparison:
    return compared(ours, *read_export(workbook(*rows, **head)))


def told(found: Comparison) -> list[tuple[str, str, str, str]]:
    return [(one.field.value, one.ours, one.theirs, one.to_change.value) for one in found.differing]


def test_every_field_has_a_named_master() -> None:
    assert set(MASTERS) == set(Name)
    ours = {field.name for field in FIELDS if field.master is Master.OURS}
    assert {Name.SERIAL, Name.STATUS, Name.ACT_STATUS} <= ours
    assert {Name.ACT, Name.VALUE}.isdisjoint(ours)


def test_equal_registers_differ_in_nothing() -> None:
    found = against([device(1)], ("sn1", "INV1", "300,00", None, None, "Anna"))
    assert found.is_equal


def test_the_side_that_is_not_the_master_is_to_be_changed() -> None:
    one = device(1, acts=(ISSUED,))
    found = against([one], ("SN1", "OTHER", "299,99 €", "PNA-12-1", "returned", ""))
    assert told(found) == [
        ("inventory_number", "INV1", "OTHER", "rumis"),
        ("value_eur", "300.00", "299,99 €", "ours"),
        ("act_rumis_number", "", "PNA-12-1", "ours"),
        ("act_status", "issued", "returned", "rumis"),
    ]
    assert {one.act for one in found.differing if one.act_id} == {"A-ABC-7"}


def test_what_rumis_leaves_blank_takes_nothing_from_us_and_is_filled_from_us() -> None:
    found = against([device(1, acts=(ISSUED,))], (None, "INV1", None, None, "issued", None))
    assert told(found) == [("serial_number", "SN1", "", "rumis")]


def test_what_is_there_alone_is_told_on_both_sides() -> None:
    lent = device(1, acts=(ISSUED,))
    found = against(
        [lent, device(2), device(3, serial_number=None)], ("FOREIGN", "X", 1, None, None, None)
    )
    assert [one.asset_tag for one in found.new] == ["K-0001", "K-0002"]
    assert [one.asset_tag for one in found.unfit] == ["K-0003"]
    assert [one.row for one in found.foreign] == [4]
    assert [act.number for _, act in found.acts] == ["A-ABC-7"]


def test_an_act_of_rumis_that_we_do_not_have_is_told() -> None:
    found = against([device(1)], ("SN1", "INV1", 300, "PNA-1-1", "issued", None))
    assert [(one.asset_tag, row.row) for one, row in found.foreign_acts] == [("K-0001", 4)]


def test_two_that_a_row_could_be_are_unclear() -> None:
    twins = [device(1), device(2, serial_number="sn1")]
    found = against(twins, ("SN1", None, 300, None, None, None))
    assert [one.row for one in found.unclear] == [4]
    assert found.differing == ()
    settled = against(twins, ("SN1", "INV2", 300, None, None, None))
    assert settled.unclear == ()


def test_without_columns_of_acts_no_act_is_missed() -> None:
    found = against([device(1, acts=(ISSUED,))], ("SN1",), head=("Sērijas Nr.",))
    assert found.is_equal


def test_an_act_is_found_by_its_number_then_by_its_day() -> None:
    old = OurAct(5, "A-ABC-5", "PNA-5", "returned", date(2023, 9, 1), None, date(2024, 6, 1))
    head = ("Sērijas Nr.", "PNA Nr", "Izsniegšanas datums", "Atgriešanas datums")
    found = against(
        [device(1, acts=(old, ISSUED))],
        ("SN1", "PNA-5", "01.09.2023.", "02.06.2024."),
        ("SN1", "PNA-7", "2024-09-02", None),
        head=head,
    )
    assert told(found) == [
        ("returned_on", "2024-06-01", "02.06.2024.", "rumis"),
        ("act_rumis_number", "", "PNA-7", "ours"),
    ]


def test_rows_that_say_the_same_of_a_device_are_one_difference() -> None:
    found = against([device(1)], *[("SN1", "OTHER", 300, None, None, None)] * 3)
    assert told(found) == [("inventory_number", "INV1", "OTHER", "rumis")]


def test_a_file_without_numbers_is_refused() -> None:
    with pytest.raises(Refused, match="Sērijas Nr"):
        read_export(workbook(("x",), head=("Vārds",)))


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1 234,50", Decimal("1234.50")), ("300", Decimal("300.00")), ("daudz", None), ("", None)],
)
def test_amounts_are_read_as_people_write_them(text: str, amount: Decimal | None) -> None:
    assert amount_of(text) == amount


def test_days_are_read_as_people_write_them() -> None:
    assert day_of("01.09.2024.") == day_of("2024-09-01") == date(2024, 9, 1)
    assert day_of("rīt") is None


def test_new_resources_go_out_as_rumis_imports_them() -> None:
    file = BytesIO()
    write_import(file, [device(1)])
    file.seek(0)
    lines = CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).to_python()
    assert tuple(lines[0]) == IMPORT_HEADERS
    assert lines[1] == [
        "chromebook_laptop",
        "Chromebook 311",
        "Acer",
        "Chromebook 311",
        "SN1",
        "INV1",
        "",
        "K-0001",
        "municipality",
        "",
        "issued_individually",
        "learner",
        "user",
        300.0,
    ]


def test_the_file_of_differences_has_a_sheet_for_each_manner_and_no_name() -> None:
    found = against([device(1)], ("SN1", "OTHER", 300, None, None, "Anna Bērziņa"))
    file = BytesIO()
    write_differences(file, found)
    file.seek(0)
    book = CalamineWorkbook.from_filelike(file)
    assert book.sheet_names[0] == "Atšķirības"
    text = str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
    assert "OTHER" in text
    assert "Anna" not in text
