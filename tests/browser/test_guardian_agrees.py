"""A guardian agrees on a phone by the link; the act is then signed on the screen at the desk."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent
from assetmgr.agreements.operations.links import send_link
from assetmgr.auth.codes import Role
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act, ActContent
from assetmgr.loans.operations.handing_out import Wish, prepare
from tests.support.databases import config_for, migrate
from tests.support.lending import make_available
from tests.support.town import ACTOR, PASSWORD, Town, build_town
from tests.support.writing import written

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
TABLET = {"width": 820, "height": 1180}


@dataclass(frozen=True)
class School:
    """A running product with the small town, and a draft that waits for Ada's guardian."""

    app: Flask
    url: str
    link: str
    act_id: int


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """The product on a free port."""
    folder = tmp_path_factory.mktemp("school")
    config = config_for(f"sqlite:///{folder / 'school.sqlite3'}", folder)
    migrate(config)
    app = create_app(config)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    url = f"http://127.0.0.1:{server.server_port}"
    link, act_id = _asked(app, url)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield School(app, url, link, act_id)
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


def _asked(app: Flask, url: str) -> tuple[str, int]:
    now = datetime.now(UTC)
    with written(app) as session:
        town: Town = build_town(session)
        make_available(session, town, "K-0001")
        wish = Wish(town.devices["K-0001"], town.persons["ada"], {"charger": 1})
        told: dict[str, Any] = {"actor": ACTOR, "now": now, "today": now.date()}
        (made,) = prepare(session, [wish], **told)
        ada = town.persons["ada"]
        sent = send_link(session, ada, base_url=url, by_mail=False, **told)
        return sent.address, made.act.id


def opened(chromium: Browser, url: str, size: dict[str, int], *, dark: bool = False) -> Page:
    context = chromium.new_context(
        base_url=url,
        viewport={"width": size["width"], "height": size["height"]},
        color_scheme="dark" if dark else "light",
        has_touch=True,
        locale="lv-LV",
    )
    context.set_default_timeout(15_000)
    return context.new_page()


def fits(page: Page) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found.response["violations"]]


def test_a_guardian_agrees_by_phone_and_the_act_is_signed_at_the_desk(
    school: School, chromium: Browser
) -> None:
    _agree(school, opened(chromium, school.url, PHONE, dark=True))
    with written(school.app) as session:
        consent = session.scalars(select(Consent)).one()
        assert (consent.how, consent.guardian_name) == (SignedHow.LINK, "Anna Ābele")
        act = session.scalars(select(Act).where(Act.id == school.act_id)).one()
        assert act.status is ActStatus.PREPARED
    desk = opened(chromium, school.url, TABLET)
    _sign_in(desk)
    _issue_and_sign(school, desk)
    with written(school.app) as session:
        content = session.scalars(select(ActContent)).one()
        assert content.signature
        assert (content.signature["signer"], content.signature["name"]) == ("user", "Ada Ābele")
        ((first, *_rest), *_others) = content.signature["strokes"]
        assert all(0 <= part <= 1 for part in first)
    with desk.expect_download() as told:
        desk.locator(f"a[href='/lending/acts/{school.act_id}/act.pdf']").click()
    assert told.value.suggested_filename == "A-ABC-1.pdf"
    text = pypdfium2.PdfDocument(told.value.path())[0].get_textpage().get_text_range()
    assert "Ada Ābele" in text


def _agree(school: School, page: Page) -> None:
    page.goto(school.link)
    expect(page.locator("body")).to_contain_text("Ada, 6.a")
    assert fits(page)
    assert violations(page) == []
    page.locator("[name=guardian_name]").fill("Anna Ābele")
    page.locator("main button[type=submit]").click()
    expect(page.locator(".field-error").first).to_be_visible()
    page.locator("[name=agreed]").check()
    page.locator("main button[type=submit]").click()
    expect(page.locator(".note-ok")).to_be_visible()
    page.goto(school.link)
    expect(page.locator("[name=guardian_name]")).to_have_count(0)


def _sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.locator("[name=email]").fill(f"{Role.SCHOOL_STAFF.value}@town.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)


def _issue_and_sign(school: School, page: Page) -> None:
    page.goto(f"/lending/acts/{school.act_id}")
    assert fits(page)
    assert violations(page) == []
    page.locator(f"form[action='/lending/acts/{school.act_id}/issue'] button").click()
    page.locator(f"a[href='/lending/acts/{school.act_id}/sign']").click()
    assert fits(page)
    assert violations(page) == []
    page.locator("[name=agreed]").check()
    pad = page.locator("#pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    assert abs(box["width"] / box["height"] - 3) < 0.1
    for share in (0.2, 0.6):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.7)
        page.mouse.down()
        for step in range(10):
            across = box["x"] + box["width"] * (share + step * 0.03)
            page.mouse.move(across, box["y"] + box["height"] * (0.7 - 0.4 * (step % 2)))
        page.mouse.up()
    page.locator("main button[type=submit]").click()
    page.wait_for_url(f"**/lending/acts/{school.act_id}")
    expect(page.locator(f"a[href='/lending/acts/{school.act_id}/sign']")).to_have_count(0)
