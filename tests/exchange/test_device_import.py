"""A good device file is written as the contract says: new devices, changes, moves, names."""

from datetime import date
from decimal import Decimal

from flask import Flask
from sqlalchemy import func, select

from assetmgr.audit.models import AuditEntry
from assetmgr.devices.codes import Funding, Purpose, Status
from assetmgr.devices.models import Device, DevicePeriod, DeviceTenure
from assetmgr.institutions.models import Room, Site
from tests.exchange.files import LATER, csv_file, device, figures, importing
from tests.exchange.register import add_institution, rows, stored, void
from tests.support.sql import counted
from tests.support.town import Town


def test_a_new_device_is_written_with_all_its_columns(app: Flask, town: Town) -> None:
    row = device(
        "N-0001", inventory_number="007", serial_number="sN9", manufacturer="Acer",
        model="Spin 511", site="Ābeļu sākumskola, 1", room="101", purpose="pedagogiem",
        status="Rezervē", acquired_on="01.09.2023", price_eur="349,90", funding="valsts",
        warranty_until="2026-09-01", aue="2030-06-30", notes="=no formula",
    )  # fmt: skip
    assert figures(importing(app, csv_file(row))) == (1, 0, 0)
    found = stored(
        app, "N-0001", Device.inventory_number, Device.serial_number, Device.room_id,
        Device.purpose, Device.status, Device.acquired_on, Device.price_eur, Device.funding,
        Device.warranty_until, Device.aue, Device.notes, Device.search_text,
    )  # fmt: skip
    assert found == (
        "007", "sN9", town.rooms["ABC"], Purpose.TEACHERS, Status.IN_RESERVE, date(2023, 9, 1),
        Decimal("349.90"), Funding.STATE, date(2026, 9, 1), date(2030, 6, 30), "=no formula",
        "n-0001 007 sn9 acer spin 511 =no formula",
    )  # fmt: skip


def test_a_new_device_has_tenure_period_and_audit(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("N-0001", acquired_on="2023-09-01")))
    (device_id,) = stored(app, "N-0001", Device.id)
    periods = select(DevicePeriod.valid_from, DevicePeriod.valid_to, DevicePeriod.status)
    assert rows(app, periods.where(DevicePeriod.device_id == device_id)) == [
        (date(2023, 9, 1), None, Status.AVAILABLE)
    ]
    tenure = select(DeviceTenure.institution_id).where(DeviceTenure.device_id == device_id)
    assert rows(app, tenure) == [(town.institutions["ABC"],)]
    audit = select(AuditEntry.action, AuditEntry.via, AuditEntry.actor_name)
    assert rows(app, audit.where(AuditEntry.subject_id == device_id)) == [
        ("created", "import", "importer")
    ]


def test_purpose_and_status_have_defaults_in_a_new_row(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("N-1", room="101"), device("N-2")))
    assert stored(app, "N-1", Device.purpose, Device.status) == ("pupils", "in_use")
    assert stored(app, "N-2", Device.purpose, Device.status) == ("pupils", "available")


def test_a_blank_cell_and_an_absent_column_keep_what_is_there(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("K-0001", kind="chromebook", notes="one", price_eur="5")))
    row = device("k-0001", kind="", institution="", notes="", status="in_reserve")
    assert figures(importing(app, csv_file(row))) == (0, 1, 0)
    found = stored(app, "K-0001", Device.asset_tag, Device.notes, Device.price_eur, Device.status)
    assert found == ("K-0001", "one", 5, Status.IN_RESERVE)


def test_a_changed_status_is_a_new_period_from_today(app: Flask, town: Town) -> None:
    row = device("P-0001", status="bojāta", serial_number="other")
    assert figures(importing(app, csv_file(row))) == (0, 1, 0)
    periods = select(
        DevicePeriod.valid_from, DevicePeriod.status, DevicePeriod.serial_number
    ).order_by(DevicePeriod.valid_from)
    assert rows(app, periods.where(DevicePeriod.device_id == town.devices["P-0001"])) == [
        (date(2022, 8, 15), Status.IN_USE, "other"),
        (LATER, Status.DAMAGED, "other"),
    ]
    audit = select(AuditEntry.before, AuditEntry.after).where(
        AuditEntry.subject_id == town.devices["P-0001"], AuditEntry.action == "changed"
    )
    assert rows(app, audit) == [
        (
            {"status": "in_use", "serial_number": "SN0001P"},
            {"status": "damaged", "serial_number": "other", "effective_on": "2024-10-01"},
        )
    ]


def test_a_changed_institution_is_a_move_that_leaves_the_room(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("P-0001", institution="XYZ")))
    found = stored(app, "P-0001", Device.institution_id, Device.room_id)
    assert found == (town.institutions["XYZ"], None)
    tenure = select(DeviceTenure.institution_id).where(
        DeviceTenure.device_id == town.devices["P-0001"]
    )
    assert {row[0] for row in rows(app, tenure)} == {
        town.institutions["ABC"], town.institutions["XYZ"]
    }  # fmt: skip


def test_a_move_may_name_a_room_there(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("P-0001", institution="XYZ", room="101")))
    assert stored(app, "P-0001", Device.room_id) == (town.rooms["XYZ"],)


def test_unknown_names_are_created_once_and_named_in_the_plan(app: Flask, town: Town) -> None:
    plan = importing(
        app,
        csv_file(
            device("N-1", manufacturer="Acer", model="Spin", site="Pagalma ēka", room="B1"),
            device("N-2", manufacturer="ACER", model="SPIN", site="pagalma ēka", room="b1"),
            device("N-3", manufacturer="Acer", model="Other", room="101"),
        ),
    )
    names = plan.new_names
    assert names.manufacturers == ("Acer",)
    assert names.models == ("Acer Spin", "Acer Other")
    assert (names.sites, names.rooms) == (("Pagalma ēka",), ("B1",))
    assert stored(app, "N-1", Device.room_id) == stored(app, "N-2", Device.room_id)
    assert stored(app, "N-1", Device.model_id) == stored(app, "N-2", Device.model_id)
    assert stored(app, "N-3", Device.room_id) == (town.rooms["ABC"],)
    audit = select(AuditEntry.subject_type, AuditEntry.subject_label).where(
        AuditEntry.subject_type.in_(["site", "room"]), AuditEntry.action == "created"
    )
    assert set(rows(app, audit)) == {("site", "Pagalma ēka"), ("room", "B1")}


def test_an_institution_without_a_site_gets_one_of_its_own_name(app: Flask, town: Town) -> None:
    institution_id = add_institution(app, "NEW", "Jaunā skola")
    importing(app, csv_file(device("N-1", institution="NEW", room="1")))
    sites = select(Site.name).where(Site.institution_id == institution_id)
    assert rows(app, sites) == [("Jaunā skola",)]


def test_a_model_is_known_without_its_manufacturer_where_there_is_one(
    app: Flask, town: Town
) -> None:
    importing(app, csv_file(device("N-1", manufacturer="Acer", model="Spin")))
    plan = importing(app, csv_file(device("N-2", model="spin"), device("N-1", model="Spin 2")))
    assert figures(plan) == (1, 1, 0)
    assert plan.new_names.models == ("Acer Spin 2",)


def test_two_devices_may_swap_their_numbers(app: Flask, town: Town) -> None:
    swapped = csv_file(
        device("K-0001", kind="chromebook", serial_number="SN0002K"),
        device("K-0002", kind="chromebook", serial_number="SN0001K"),
    )
    assert figures(importing(app, swapped)) == (0, 2, 0)
    assert stored(app, "K-0001", Device.serial_key) == ("sn0002k",)
    assert figures(importing(app, swapped)) == (0, 0, 2)


def test_a_new_device_may_take_a_number_that_another_row_gives_up(app: Flask, town: Town) -> None:
    content = csv_file(
        device("N-1", kind="chromebook", serial_number="SN0001K"),
        device("K-0001", kind="chromebook", serial_number="other"),
    )
    assert figures(importing(app, content)) == (1, 1, 0)


def test_the_tag_of_a_voided_device_is_free(app: Flask, town: Town) -> None:
    void(app, "K-0001")
    assert figures(importing(app, csv_file(device("K-0001")))) == (1, 0, 0)


def test_a_second_import_writes_nothing(app: Flask, town: Town) -> None:
    content = csv_file(device("N-1", room="A", manufacturer="Acer", model="Spin", notes="x "))
    importing(app, content)
    before = rows(app, select(func.count(AuditEntry.id)))
    assert figures(importing(app, content)) == (0, 0, 1)
    assert rows(app, select(func.count(AuditEntry.id))) == before


def test_many_rows_are_read_in_few_statements(app: Flask, town: Town) -> None:
    content = csv_file(
        *(device(f"N-{number}", serial_number=f"S{number}") for number in range(900))
    )
    importing(app, content)
    with counted(app) as statements:
        assert figures(importing(app, content)) == (0, 0, 900)
    assert len(statements) <= 10


def test_a_room_is_told_by_its_name_alone_where_it_is_the_only_one(app: Flask, town: Town) -> None:
    importing(app, csv_file(device("N-1", site="Otrā ēka", room="201")))
    importing(app, csv_file(device("N-2", room="201")))
    assert stored(app, "N-2", Device.room_id) == stored(app, "N-1", Device.room_id)
    assert len(rows(app, select(Room.id).where(Room.name == "201"))) == 1


def test_a_device_may_come_back_to_a_former_institution(app: Flask, town: Town) -> None:
    for institution in ("XYZ", "ABC", "XYZ"):
        content = csv_file(device("P-0001", institution=institution))
        assert figures(importing(app, content)) == (0, 1, 0)
    periods = select(DevicePeriod.institution_id).order_by(DevicePeriod.valid_from)
    found = rows(app, periods.where(DevicePeriod.device_id == town.devices["P-0001"]))
    assert found == [(town.institutions["ABC"],), (town.institutions["XYZ"],)]
