"""A class prepared in advance: pairs, acts, one PDF, and drafts that wait for guardians."""

import re
from datetime import date
from typing import Any

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from assetmgr.devices.codes import Status
from assetmgr.devices.models import Device
from assetmgr.loans.act.encoding import contents_sha256, from_json
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.issuing import issue
from assetmgr.people.models import Person
from tests.loans.desk import desk_of
from tests.support.lending import agree, make_available
from tests.support.town import ACTOR, NOW, TODAY, Town
from tests.support.writing import written

PAGE = "/lending/classes?class=6.a"


@pytest.fixture
def ready(app: Flask, town: Town) -> Town:
    """Three Chromebooks can be lent; only Ada's guardian agreed."""
    with written(app) as session:
        make_available(session, town, "K-0001", "K-0002", "K-0003")
        agree(session, town, "ada")
    return town


def pairs(page: str) -> dict[int, str]:
    """What is proposed, by the person."""
    found = re.findall(r'name="device-(\d+)" value="([^"]*)"', page)
    return {int(person): tag for person, tag in found}


def statuses(app: Flask) -> list[tuple[str, ActStatus]]:
    with written(app) as session:
        return [
            (act.asset_tag, act.status) for act in session.scalars(select(Act).order_by(Act.id))
        ]


def act_of(app: Flask, tag: str) -> Act:
    with written(app) as session:
        found = session.scalars(select(Act).where(Act.asset_tag == tag)).one()
        session.expunge(found)
        return found


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def prepared(admin: FlaskClient, town: Town) -> None:
    told = {f"device-{town.persons['ada']}": "K-0001", f"device-{town.persons['emils']}": "k-0002"}
    assert desk_of(admin, PAGE, told).status_code == 302


def test_the_first_available_ones_are_proposed(app: Flask, ready: Town, admin: FlaskClient) -> None:
    kind = ready.kinds["chromebook"]
    proposed = pairs(admin.get(f"{PAGE}&kind={kind}").text)
    assert proposed == {ready.persons["ada"]: "K-0001", ready.persons["emils"]: "K-0002"}
    assert set(pairs(admin.get(PAGE).text).values()) == {""}
    room = ready.rooms["ABC"]
    assert "K-0001" in pairs(admin.get(f"{PAGE}&room={room}").text).values()
    assert pairs(admin.get(f"{PAGE}&kind=&room=").text) == proposed  # of any kind, in any room


def test_a_pasted_list_is_put_beside_the_names(app: Flask, ready: Town, admin: FlaskClient) -> None:
    told = {"propose": "yes", "codes": "K-0003\nHTTPS://REGISTER.EXAMPLE/D/K-0001"}
    proposed = pairs(desk_of(admin, PAGE, told).text)
    assert list(proposed.values()) == ["K-0003", "K-0001"]
    assert statuses(app) == []


def test_acts_are_prepared_and_drafts_are_told_apart(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    prepared(admin, ready)
    assert statuses(app) == [("K-0001", ActStatus.PREPARED), ("K-0002", ActStatus.PREPARING)]
    page = admin.get(PAGE).text
    assert "2 acts are prepared. 1 of them waits for a guardian." in page
    drafts = page[page.index("Wait for a guardian") :]
    assert "Emīls Egle" in drafts
    assert "Ada" not in drafts[: drafts.index("</ul>")]


def test_all_acts_are_one_pdf(app: Flask, ready: Town, admin: FlaskClient) -> None:
    address = "/lending/classes/acts.pdf?class=6.a"
    assert admin.get(address).status_code == 404
    prepared(admin, ready)
    with admin.get(address) as answer:
        assert answer.mimetype == "application/pdf"
        assert answer.data.startswith(b"%PDF")
        told = text_of(answer.data)
        assert ("A-ABC-1" in told, "A-ABC-2" in told) == (True, False)  # the second is a draft
    assert admin.get(f"/lending/acts/{act_of(app, 'K-0002').id}/act.pdf").status_code == 404


@pytest.mark.parametrize("is_printed", [True, False])
def test_what_was_printed_is_issued_as_it_is_and_the_rest_says_who_issued_it(
    app: Flask, ready: Town, admin: FlaskClient, is_printed: bool
) -> None:
    prepared(admin, ready)
    before = act_of(app, "K-0001")
    if is_printed:
        admin.get("/lending/classes/acts.pdf?class=6.a").close()
    assert (act_of(app, "K-0001").printed_at is not None) is is_printed
    with written(app) as session:
        told: dict[str, Any] = {"actor": ACTOR, "now": NOW, "today": date(2099, 1, 2)}
        issue(session, [before.id], **told)
    with written(app) as session:
        content = session.scalars(select(ActContent).where(ActContent.act_id == before.id)).one()
        contents = from_json(content.contents)
    after = act_of(app, "K-0001")
    assert contents_sha256(contents) == after.contents_sha256
    assert (after.contents_sha256 == before.contents_sha256) is is_printed
    assert (contents.issued_on == date(2099, 1, 2)) is not is_printed


def test_all_that_is_prepared_is_handed_out_and_drafts_wait_on(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    prepared(admin, ready)
    desk_of(admin, "/lending/classes/issue?class=6.a", {}, admin.get(PAGE).text)
    assert statuses(app) == [("K-0001", ActStatus.ISSUED), ("K-0002", ActStatus.PREPARING)]


def test_what_is_prepared_is_cancelled_and_its_devices_are_available(
    app: Flask, ready: Town, admin: FlaskClient
) -> None:
    prepared(admin, ready)
    desk_of(admin, "/lending/classes/cancel?class=6.a", {}, admin.get(PAGE).text)
    assert {status for _, status in statuses(app)} == {ActStatus.CANCELLED}
    with written(app) as session:
        found = session.scalars(
            select(Device.status).where(Device.asset_tag.in_(("K-0001", "K-0002")))
        )
        assert set(found) == {Status.AVAILABLE}


@pytest.mark.parametrize(
    ("tag", "says"),
    [("K-0101", "no such device"), ("K-9999", "no such device"), ("K-0004", "used at school")],
)
def test_one_wrong_device_prepares_nothing_and_keeps_what_was_written(
    app: Flask, ready: Town, admin: FlaskClient, tag: str, says: str
) -> None:
    told = {f"device-{ready.persons['ada']}": "K-0001", f"device-{ready.persons['emils']}": tag}
    answer = desk_of(admin, PAGE, told)
    assert (answer.status_code, says in answer.text) == (422, True)
    assert pairs(answer.text)[ready.persons["emils"]] == tag
    assert statuses(app) == []


def test_another_schools_class_is_not_served(app: Flask, ready: Town, admin: FlaskClient) -> None:
    told = {f"device-{ready.persons['zane']}": "K-0001"}
    answer = desk_of(admin, PAGE, told)
    assert (answer.status_code, "no such person" in answer.text) == (422, True)
    assert statuses(app) == []
    assert "Zane" not in admin.get("/lending/classes?institution=XYZ&class=6.a").text


def test_the_municipality_prepares_nothing(app: Flask, ready: Town, city: FlaskClient) -> None:
    page = city.get("/lending/classes?institution=ABC&class=6.a").text
    assert "The municipality sees no names here" in page
    assert "Ada" not in page


def test_who_left_meanwhile_is_passed_over(app: Flask, ready: Town, admin: FlaskClient) -> None:
    with written(app) as session:
        agree(session, ready, "emils")
    prepared(admin, ready)
    with written(app) as session:
        ada = session.scalars(select(Person).where(Person.id == ready.persons["ada"])).one()
        ada.left_on = TODAY
    assert "Has left" in admin.get(PAGE).text
    desk_of(admin, "/lending/classes/issue?class=6.a", {}, admin.get(PAGE).text)
    assert statuses(app) == [("K-0001", ActStatus.PREPARED), ("K-0002", ActStatus.ISSUED)]


def test_what_cannot_be_lent_is_said_and_where_to_make_it_available(
    app: Flask, town: Town, admin: FlaskClient, staff: FlaskClient
) -> None:
    page = admin.get(PAGE).text
    assert "No device here can be lent now" in page
    assert "/devices/?institution=ABC&amp;status=in_use" in page
    assert "/devices/?institution" not in staff.get(PAGE).text
    with written(app) as session:
        make_available(session, town, "K-0001")
    assert "can be lent now" not in admin.get(PAGE).text
    laptop = town.kinds["laptop"]
    page = admin.get(f"{PAGE}&kind={laptop}&room=").text
    assert "None of what was chosen can be lent now" in page
    assert "/devices/?institution=ABC&amp;status=in_use&amp;kind=laptop" in page
    assert "Only 1 device can be lent now" in admin.get(f"{PAGE}&kind=&room=").text
    with written(app) as session:
        make_available(session, town, "K-0002")
    assert "can be lent now" not in admin.get(f"{PAGE}&kind=&room=").text
