"""What stands on an institution's labels, its usual sheet, its printer's offset, its own sheets."""

import io
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.audit.models import AuditEntry
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import reading
from assetmgr.extensions import db
from assetmgr.labeling.models import LabelSetting, LabelSheet
from tests.labeling.printed import text
from tests.support.browser import csrf_token
from tests.support.labels import MEASURES, own_sheet_of
from tests.support.pages import reader, send
from tests.support.sql import counted
from tests.support.town import Town
from tests.support.writing import written

PAGE = "/labels/settings/ABC"
NEW = "/labels/settings/ABC/sheets/new"
USUAL: dict[str, Any] = {
    "lines": ["room", "serial_number"],
    "free_line": "63400000",
    "paper": "L7160",
    "offset_x": "0,5",
    "offset_y": "-1.2",
}
SHEET = {"name": "Own", **{name: str(value).replace(".", ",") for name, value in MEASURES.items()}}


def stored(app: Flask, model: type[Any]) -> list[Any]:
    with app.app_context(), reading(db.session(), reason="a test") as session:
        found = list(session.scalars(select(model)).all())
        session.expunge_all()
        return found


def print_from(client: FlaskClient, query: str) -> bytes:
    """A file of labels."""
    token = csrf_token(client.get(f"/labels/?{query}").text)
    sent = client.post(f"/labels/print?{query}", data={"csrf_token": token}, buffered=True)
    assert sent.status_code == 200
    return bytes(sent.data)


def test_what_is_chosen_stands_on_the_labels_from_then_on(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    assert send(admin, PAGE, USUAL).location == PAGE
    (setting,) = stored(app, LabelSetting)
    assert (setting.lines, setting.free_line) == (["room", "serial_number"], "63400000")
    assert (setting.offset_x, setting.offset_y) == (5, -12)
    page = admin.get("/labels/?kind=laptop").text
    assert '<option value="L7160" selected>' in page
    assert "shifted by 0.5 and −1.2 mm" in page
    told = " ".join(text(print_from(admin, "kind=laptop")).split())
    assert told == "P-0001 101 S/N SN0001P 63400000 P-0002 101 S/N SN0002P 63400000"
    assert "S/N 5CD1234XYZ" in admin.get(PAGE).text
    audited = [one for one in stored(app, AuditEntry) if one.subject_type == "label_setting"]
    assert [one.after["offset_y"] for one in audited] == [-12]


def test_saving_the_same_again_leaves_no_entry(app: Flask, town: Town, admin: FlaskClient) -> None:
    send(admin, PAGE, USUAL)
    send(admin, PAGE, USUAL)
    entries = [one for one in stored(app, AuditEntry) if one.subject_type == "label_setting"]
    assert len(entries) == 1


def test_each_institution_prints_its_own_lines(app: Flask, town: Town, admin: FlaskClient) -> None:
    send(admin, PAGE, {**USUAL, "lines": [], "free_line": "", "paper": "L4770"})
    municipality = reader(app, town, Role.MUNICIPAL_ADMIN)
    told = " ".join(text(print_from(municipality, "kind=laptop")).split())
    assert told == "P-0001 P-0002 P-0101 XYZ portatīvais dators"


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"offset_x": "0,55"}, "At most 1 decimals."),
        ({"offset_x": "x"}, "Write the millimetres as 45,7."),
        ({"offset_x": ""}, "Write the millimetres."),
        ({"offset_x": "NaN"}, "Write the millimetres as 45,7."),
        ({"offset_y": "-17"}, "With this offset a label would leave the page."),
        ({"free_line": "x" * 61}, "At most 60 characters."),
        ({"paper": "own-999"}, "Not a valid choice."),
    ],
)
def test_what_cannot_be_kept_is_told_beside_its_field(
    app: Flask, town: Town, admin: FlaskClient, wrong: dict[str, str], message: str
) -> None:
    response = send(admin, PAGE, {**USUAL, **wrong})
    assert response.status_code == 422
    assert message in response.text
    assert stored(app, LabelSetting) == []


def test_the_calibration_page_has_the_sheets_outlines_at_the_offset(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    address = f"{PAGE}/calibration"
    before = admin.get(address)
    assert "calibration-L4770.pdf" in before.headers["Content-Disposition"]
    send(admin, PAGE, {**USUAL, "paper": "L4770"})
    after = admin.get(address)
    page = pypdfium2.PdfDocument(io.BytesIO(after.data))[0]
    words = page.get_textpage().get_text_bounded()
    assert "offset now 0.5 and −1.2 mm" in words
    assert admin.get(f"{address}?sheet=own-{own_sheet_of(app, town, 'ABC')}").status_code == 200
    assert admin.get(f"{address}?sheet=57x32").status_code == 404


def test_an_own_sheet_is_added_printed_and_changed(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    assert send(admin, NEW, SHEET).location == PAGE
    (sheet,) = stored(app, LabelSheet)
    assert (sheet.width, sheet.columns, sheet.pitch_x) == (48.5, 4, 48.6)
    assert "64 labels of 48.5 × 16.9 mm" in admin.get(f"/labels/?sheet=own-{sheet.id}").text
    told = print_from(admin, f"sheet=own-{sheet.id}&kind=laptop&start=64")
    assert len(pypdfium2.PdfDocument(io.BytesIO(told))) == 2
    address = f"{PAGE}/sheets/{sheet.id}"
    send(admin, address, {**SHEET, "top": "10"})
    assert stored(app, LabelSheet)[0].top == 10
    entries = [one for one in stored(app, AuditEntry) if one.subject_type == "label_sheet"]
    assert [(one.action, one.before and one.before.get("top")) for one in entries] == [
        ("created", None),
        ("changed", 12.8),
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"columns": "5"}, "The last label of a row ends 40.7 mm outside the page."),
        ({"rows": "17"}, "The last label of a column ends 4.5 mm outside the page."),
        ({"pitch_x": "48"}, "Each label covers 0.5 mm of the next one."),
        ({"width": "12"}, "Too narrow by 3.0 mm"),
        ({"left": "-1"}, "The first label begins 1.0 mm outside the page."),
        ({"name": ""}, "Write how the sheet is called."),
        ({"rows": "0"}, "The number must lie between 1 and 50."),
        ({"columns": "many"}, "This is not a whole number."),
        ({"height": ""}, "Write the millimetres."),
    ],
)
def test_a_sheet_that_cannot_be_printed_is_not_kept(
    app: Flask, town: Town, admin: FlaskClient, wrong: dict[str, str], message: str
) -> None:
    response = send(admin, NEW, {**SHEET, **wrong})
    assert response.status_code == 422
    assert message in response.text
    assert stored(app, LabelSheet) == []


def test_two_sheets_of_one_name_are_refused(app: Flask, town: Town, admin: FlaskClient) -> None:
    send(admin, NEW, SHEET)
    response = send(admin, NEW, SHEET)
    assert response.status_code == 422
    assert "The institution has a sheet of that name." in response.text


def test_the_picture_follows_what_is_typed(town: Town, admin: FlaskClient) -> None:
    told = {**SHEET, "columns": "2"}
    part = admin.get(f"{PAGE}/sheets/sketch", query_string=told).text
    assert part.count('fill="var(--sea-soft)"') == 32
    assert "All labels lie on the page" in part
    assert "<html" not in part
    wrong = admin.get(f"{PAGE}/sheets/sketch", query_string={**told, "columns": "9"}).text
    assert "outside the page" in wrong
    blank = admin.get(f"{PAGE}/sheets/sketch").text
    assert "<svg" not in blank.replace('<svg class="bi', "")


def test_without_javascript_a_button_shows_the_picture_and_keeps_nothing(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    page = send(admin, NEW, {**SHEET, "look": "yes"})
    assert page.status_code == 200
    assert page.text.count('fill="var(--sea-soft)"') == 64
    assert stored(app, LabelSheet) == []


def test_a_removed_sheet_is_the_usual_one_no_more(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    key = own_sheet_of(app, town, "ABC")
    send(admin, PAGE, {**USUAL, "paper": f"own-{key}"})
    token = csrf_token(admin.get(PAGE).text)
    gone = admin.post(f"{PAGE}/sheets/{key}/remove", data={"csrf_token": token})
    assert gone.location == PAGE
    assert stored(app, LabelSheet) == []
    assert '<option selected value="L4770">' in admin.get(PAGE).text


def test_who_may_not_print_and_a_stranger_do_not_reach_the_settings(app: Flask, town: Town) -> None:
    for role in (Role.INSTITUTION_HEAD, Role.SCHOOL_STAFF, Role.MUNICIPAL_VIEWER):
        assert reader(app, town, role).get(PAGE).status_code == 403
    assert reader(app, town, Role.SCHOOL_ADMIN).get("/labels/settings/XYZ").status_code == 404
    assert app.test_client().get(PAGE).location.startswith("/sign-in")


def test_the_settings_take_six_statements(app: Flask, town: Town, admin: FlaskClient) -> None:
    with counted(app) as statements:
        admin.get(PAGE)
    assert len(statements) == 6


@pytest.mark.parametrize("name", ["L7160", " l6140", "Zebra 57 × 32 mm"])
def test_an_own_sheet_is_not_called_as_one_that_everybody_knows(
    app: Flask, town: Town, admin: FlaskClient, name: str
) -> None:
    response = send(admin, NEW, {**SHEET, "name": name})
    assert response.status_code == 422
    assert "Every school knows a sheet of that name." in response.text
    assert stored(app, LabelSheet) == []


def test_an_own_sheet_that_is_called_so_already_hides_none(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    with written(app) as session:
        place = town.institutions["ABC"]
        session.add(LabelSheet(institution_id=place, name="L7160", **MEASURES))
    assert '<option value="L7160" selected>' in admin.get("/labels/?sheet=L7160").text


@pytest.mark.parametrize("page", ["/labels/", "/labels/rooms"])
def test_an_offset_that_fits_one_sheet_is_refused_in_words_on_another(
    app: Flask, town: Town, admin: FlaskClient, page: str
) -> None:
    sent = send(admin, PAGE, {**USUAL, "paper": "L4770", "offset_x": "-9,5", "offset_y": "0"})
    assert sent.location == PAGE
    assert "shifted by −9.5 and 0.0 mm" in admin.get(page).text
    text_of_page = admin.get(f"{page}?sheet=L7160").text
    assert "With this offset a label would leave the page." in text_of_page
    assert "Print " not in text_of_page.partition('id="results"')[2].partition("<h2")[0]
    printing = f"{page.removesuffix('/')}/print?sheet=L7160"
    told = {"csrf_token": csrf_token(admin.get(PAGE).text)}
    refused = admin.post(printing, data=told)
    assert refused.status_code == 422
    assert refused.text.count("With this offset a label would leave the page.") == 1
    assert "edge by" not in refused.text
    assert admin.post(f"{printing}&right=-0.5&down=0", data=told, buffered=True).status_code == 200


def test_the_offset_of_another_printer_is_written_where_one_prints(
    town: Town, admin: FlaskClient
) -> None:
    send(admin, PAGE, {**USUAL, "paper": "L4770"})
    page = admin.get("/labels/?right=1,5&down=0").text
    assert "shifted by 1.5 and 0.0 mm" in page
    assert 'name="right" value="1.5"' in page
    assert "right=1,5&amp;down=0" in page.replace("%2C", ",")
    for odd in ("nan", "1e9", "0.05", "x"):
        assert "shifted by 0.5 and −1.2 mm" in admin.get(f"/labels/?right={odd}").text


def test_each_sheet_can_be_calibrated_whatever_is_the_usual_one(
    app: Flask, town: Town, admin: FlaskClient
) -> None:
    own = own_sheet_of(app, town, "ABC")
    send(admin, PAGE, {**USUAL, "paper": "57x32", "offset_x": "0", "offset_y": "0"})
    page = admin.get(PAGE).text
    offered = page.partition('id="calibrated"')[2].partition("</select>")[0]
    assert '<option value="L7160">' in offered
    assert f'<option value="own-{own}">' in offered
    assert "57x32" not in offered
    assert f"{PAGE}/calibration?sheet=own-{own}" in page
    assert admin.get(f"{PAGE}/calibration?sheet=L7160").status_code == 200
