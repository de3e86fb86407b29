"""At the desk: a broken device is swapped by the scanner, another one is lost and found."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import writing
from assetmgr.extensions import db
from assetmgr.loans.models import Act
from tests.support.databases import Template, config_for, template
from tests.support.lending import lend, make_available
from tests.support.town import PASSWORD, Town, build_town

pytestmark = pytest.mark.browser
WIDTHS = (1440, 390)


@pytest.fixture
def desk(
    chromium: Browser, templates: dict[str, Template], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """The administrator's browser; Ada has K-0001, Emīls K-0003, K-0002 is free."""
    folder = Path(tmp_path_factory.mktemp("desk"))
    app = create_app(config_for(template(templates, "sqlite", tmp_path_factory).copy(), folder))
    with app.app_context(), writing(db.session(), reason="a test's municipality") as session:
        town: Town = build_town(session)
        make_available(session, town, "K-0002")
        now = datetime.now(UTC)
        for tag, name in (("K-0001", "ada"), ("K-0003", "emils")):
            lend(session, town, tag, name, now=now)
        for act in session.scalars(select(Act)):
            act.due_on = now.date() - timedelta(days=3)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = chromium.new_context(
        base_url=f"http://127.0.0.1:{server.server_port}", locale="en", viewport=None
    )
    page = context.new_page()
    page.goto("/language/en")
    page.goto("/sign-in")
    page.locator("[name=email]").fill(town.emails[Role.SCHOOL_ADMIN])
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    yield page
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_broken_device_is_swapped_by_the_scanner_alone(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 900})
    desk.goto("/lending/overdue")
    desk.get_by_role("link", name="A-ABC-1").click()
    desk.get_by_role("link", name="Swap the device").click()
    expect(desk.get_by_label("The device that is handed out")).to_be_focused()
    desk.keyboard.type("K-0002")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Swapped: act A-ABC-1 ended, act A-ABC-3 is issued.")).to_be_visible()
    expect(desk.get_by_role("heading", level=1)).to_have_text("A-ABC-3")
    desk.goto("/lending/cases")
    desk.get_by_role("link", name="K-0001").click()
    expect(desk.get_by_text("Ada Ābele, 6.a")).to_be_visible()


def test_a_loss_with_a_paper_and_a_photo_is_decided_and_the_device_found(
    desk: Page, tmp_path: Path
) -> None:
    police, photo = tmp_path / "policija.pdf", tmp_path / "foto.png"
    police.write_bytes(b"%PDF-1.4 paper")
    Image.effect_noise((3000, 2000), 60).save(photo)
    desk.goto("/lending/overdue")
    desk.get_by_role("link", name="A-ABC-2").click()
    desk.get_by_role("link", name="Lost or stolen").click()
    desk.get_by_label("Theft").check()
    desk.get_by_label("What was told").fill("Somu nozaga autobusā")
    desk.get_by_label("Statement or police paper").set_input_files(police)
    desk.get_by_role("button", name="Note it and open a case").click()
    expect(desk.get_by_text("Somu nozaga autobusā")).to_be_visible()
    desk.locator("input[name=photo]").set_input_files(photo)
    with desk.expect_request(re.compile("/photos$")) as sent:
        desk.get_by_role("button", name="Add the photo").click()
    assert len(sent.value.post_data_buffer or b"") < photo.stat().st_size / 2  # made small here
    expect(desk.locator(".photo-pair img")).to_have_count(1)
    desk.get_by_label("Amount, €").fill("0")
    desk.get_by_label("Reason").fill("Nav lietotāja vaina")
    desk.get_by_role("button", name="Decide", exact=True).click()
    expect(desk.get_by_text("nothing is owed", exact=True)).to_be_visible()
    desk.get_by_role("button", name="It was found").click()
    expect(desk.get_by_text("The device is available again")).to_be_visible()
