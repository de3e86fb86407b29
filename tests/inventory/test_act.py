"""The act and the workbook, read back."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from assetmgr.db.transaction import reading
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.extensions import db
from assetmgr.institutions.codes import RoomUse
from assetmgr.institutions.models import Room
from assetmgr.inventory.act import sheets_of, write_act
from assetmgr.inventory.codes import Decision
from assetmgr.inventory.models import Stocktake, StocktakeEntry
from assetmgr.inventory.operations.closing import close
from assetmgr.inventory.operations.opening import open_stocktake
from assetmgr.inventory.operations.resolving import set_aside
from assetmgr.inventory.operations.reviewing import Verdict, decide
from assetmgr.inventory.queries.heads import head_of, stocktake_or_none
from assetmgr.inventory.queries.picture import picture
from assetmgr.spreadsheet.write import write_workbook
from tests.inventory.conftest import COMMISSION, HEAD, NewPhone
from tests.inventory.phone import Phone
from tests.support.town import Town
from tests.support.writing import written


def act(app: Flask, stocktake_id: int) -> list[str]:
    """The texts of the act's pages."""
    out = BytesIO()
    with app.test_request_context(), reading(db.session(), reason="a test") as session:
        head = head_of(session, stocktake_id)
        assert head is not None
        write_act(picture(session, head), out)
    document = pypdfium2.PdfDocument(out.getvalue())
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return [" ".join(text.split()) for text in texts]


def book(app: Flask, stocktake_id: int) -> dict[str, list[Sequence[object]]]:
    out = BytesIO()
    with app.test_request_context(), reading(db.session(), reason="a test") as session:
        head = head_of(session, stocktake_id)
        assert head is not None
        write_workbook(out, sheets_of(picture(session, head)))
    workbook = CalamineWorkbook.from_filelike(BytesIO(out.getvalue()))
    return {
        name: list(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names
    }


def counted(app: Flask, stocktake_id: int, phone: Phone, town: Town) -> str:
    """One device in its place, one damaged, one lost, foreign and unknown codes; then closed."""
    phone.scan("K-0001", room=town.rooms["ABC"])
    phone.scan("K-0002", condition="damaged", note="saplīsis <ekrāns>")
    phone.scan("K-0101")
    phone.scan("nesalasāms")
    phone.receipts()
    phone.sign_off()
    with written(app) as session:
        one = stocktake_or_none(session, stocktake_id)
        assert one is not None
        now = datetime.now(UTC)
        verdicts = {
            town.devices["K-0002"]: Verdict(Decision.NEEDS_REPAIR),
            town.devices["K-0003"]: Verdict(Decision.LOST, "kopš maija"),
        }
        decide(session, one, verdicts, actor=HEAD, now=now)
        return close(session, one, actor=HEAD, now=now, today=now.date())


def test_the_act_says_what_was_found_and_what_was_done(
    app: Flask, stocktake_id: int, phone: Phone, town: Town
) -> None:
    total = counted(app, stocktake_id, phone, town)
    text = " ".join(act(app, stocktake_id))
    for said in (
        "INVENTARIZĀCIJAS AKTS Nr. I-ABC-1",
        "Ābeļu sākumskola",
        "Gada inventarizācija",
        "Anna Ozola, direktore",
        "Juris Bērziņš, bibliotekārs",
        "Trūkstošās ierīces (4)",
        "K-0003",
        "kopš maija",
        "saplīsis <ekrāns>",
        "Citu iestāžu ierīces (1)",
        "XYZ",
        "Nezināmi kodi (1)",
        "nesalasāms",
        "Annas tālrunis (Anna Ozola)",
        "SHA-256",
    ):
        assert said in text
    assert total in text.replace(" ", "")
    assert "PROJEKTS" not in text


def test_an_open_stocktakes_act_is_a_draft(app: Flask, stocktake_id: int, phone: Phone) -> None:
    (text,) = act(app, stocktake_id)
    assert "PROJEKTS" in text
    assert "SHA-256" not in text
    assert "1. lapa no 1" in text


def test_what_came_late_is_on_no_act(
    app: Flask, stocktake_id: int, new_phone: NewPhone, town: Town
) -> None:
    phone = new_phone()
    counted(app, stocktake_id, phone, town)
    before = act(app, stocktake_id)
    phone.scan("P-0001")
    assert phone.receipts()[-1]["state"] == "late"
    assert act(app, stocktake_id) == before
    assert "pēc slēgšanas" in {row[0] for row in book(app, stocktake_id)["Skenējumi"]}


def test_a_repair_with_a_move_says_both(
    app: Flask, stocktake_id: int, phone: Phone, town: Town
) -> None:
    with written(app) as session:
        known = session.scalars(select(Room).where(Room.id == town.rooms["ABC"])).one()
        cellar = Room(
            institution_id=known.institution_id, site_id=known.site_id, name="Pagrabs",
            use=RoomUse.STORAGE,
        )  # fmt: skip
        session.add(cellar)
        session.flush()
        room = cellar.id
    phone.scan("K-0001", room=room, condition="damaged", move_here=True)
    phone.receipts()
    phone.sign_off()
    with written(app) as session:
        one, now = stocktake_or_none(session, stocktake_id), datetime.now(UTC)
        assert one is not None
        verdicts = {town.devices["K-0001"]: Verdict(Decision.NEEDS_REPAIR)}
        decide(session, one, verdicts, actor=HEAD, now=now)
        close(session, one, actor=HEAD, now=now, today=now.date())
        moved = select(Device.room_id).where(Device.id == town.devices["K-0001"])
        assert session.scalar(moved) == room
    both = "atzīmēta kā remontējama, pārvietota uz atrašanas vietu"
    assert both in " ".join(act(app, stocktake_id))
    assert both in {row[-2] for row in book(app, stocktake_id)["Ierīces"]}


def test_the_period_begins_on_the_day_by_the_clock_on_the_wall(
    app: Flask, stocktake_id: int
) -> None:
    with written(app) as session:
        one = stocktake_or_none(session, stocktake_id)
        assert one is not None
        one.opened_at = datetime(2026, 11, 22, 23, 4, tzinfo=UTC)
    assert "kopš 23.11.2026." in act(app, stocktake_id)[0]


def test_a_code_that_was_set_aside_is_on_the_act_with_the_reason(
    app: Flask, stocktake_id: int, phone: Phone
) -> None:
    phone.scan("https://x.lv/d/torn", note="uz galda")
    phone.receipts()
    with written(app) as session:
        one, now = stocktake_or_none(session, stocktake_id), datetime.now(UTC)
        assert one is not None
        entry_id = session.scalars(select(StocktakeEntry.id)).one()
        set_aside(session, one, entry_id, "galda uzlīme", actor=HEAD, now=now)
    assert "uz galda; galda uzlīme" in act(app, stocktake_id)[0]
    assert book(app, stocktake_id)["Skenējumi"][1][-2:] == ["uz galda", "galda uzlīme"]


def test_a_long_list_goes_over_pages_under_its_head(app: Flask, town: Town) -> None:
    facts = [
        DeviceFacts(
            asset_tag=f"G-{number:04}",
            kind_id=town.kinds["tablet"],
            institution_id=town.institutions["PII"],
            purpose=Purpose.PUPILS,
            status=Status.AVAILABLE,
        )
        for number in range(200)
    ]
    now = datetime.now(UTC)
    with written(app) as session:
        create_devices(session, facts, actor=HEAD, now=now, today=now.date())
        opened = open_stocktake(
            session,
            town.institutions["PII"],
            title="Gara",
            commission=COMMISSION,
            actor=HEAD,
            now=now,
        )
        key = opened.stocktake.id
    pages = act(app, key)
    assert len(pages) >= 4
    assert all("Inventāra numurs" in page for page in pages[1:-1])
    assert f"{len(pages)}. lapa no {len(pages)}" in pages[-1]
    assert "Paraksti" in pages[-1]
    text = " ".join(pages)
    assert all(one.asset_tag in text for one in facts)


def test_the_workbook_has_rows_scans_and_phones(
    app: Flask, stocktake_id: int, phone: Phone, town: Town
) -> None:
    counted(app, stocktake_id, phone, town)
    sheets = book(app, stocktake_id)
    assert list(sheets) == ["Ierīces", "Skenējumi", "Tālruņi"]
    rows = {row[0]: row for row in sheets["Ierīces"]}
    assert rows["K-0001"][8] == "Atrasta"
    assert rows["K-0003"][-2:] == ["atzīmēta kā nozaudēta", "kopš maija"]
    assert len(rows) == 1 + 6
    assert len(sheets["Skenējumi"]) == 1 + 4
    assert sheets["Tālruņi"][1][:3] == ["Annas tālrunis", "Anna Ozola", 4.0]
    with app.app_context(), reading(db.session(), reason="a test") as session:
        assert session.scalar(select(Stocktake.rows_sha256)) is not None
