"""A class of 30 is served with the keyboard and a scanner alone, and brings everything back."""

import re
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, Request, expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from assetmgr import create_app
from assetmgr.agreements.codes import SignedHow
from assetmgr.agreements.models import Consent
from assetmgr.agreements.operations.terms import ensure_terms
from assetmgr.auth.codes import Role
from assetmgr.db.transaction import writing
from assetmgr.devices.codes import Purpose, Status
from assetmgr.devices.models import Device
from assetmgr.devices.operations import create_devices
from assetmgr.devices.operations.facts import DeviceFacts
from assetmgr.devices.policy.text import search_text
from assetmgr.extensions import db
from assetmgr.loans.codes import ActStatus
from assetmgr.loans.models import Act
from assetmgr.loans.operations.handing_out import Wish, hand_out
from assetmgr.people.codes import PersonRole
from assetmgr.people.models import Guardian, Person
from tests.support.databases import Template, config_for, template
from tests.support.town import ACTOR, NOW, PASSWORD, TODAY, Town, build_town

pytestmark = pytest.mark.browser
COUNT = 30
PAGE = "/lending/hand-out?class=7.b"
SECONDS_A_SCAN = 4
"""To take the next Chromebook from the pile, hold it under the scanner and give it away."""
SECONDS_A_KEY = 0.5
FIRST = ("Aiga", "Āris", "Čaks", "Dace", "Ēriks", "Gita", "Ģirts", "Ieva", "Jānis", "Ķencis")
LAST = ("Kalns", "Ļipa", "Ņikers")


class Desk:
    """A page, and what was done to it."""

    def __init__(self, page: Page, app: Flask, names: list[str]) -> None:
        self.page, self.app, self.names = page, app, names
        self.scans = self.keys = 0
        self.posts: list[str] = []
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if request.method == "POST":
            self.posts.append(request.url)

    def scan(self, code: str) -> None:
        """Type as a scanner does: quickly, with Enter, wherever the focus is."""
        self.scans += 1
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")

    def press(self, *keys: str) -> None:
        self.keys += len(keys)
        for key in keys:
            self.page.keyboard.press(key)

    def expect_said(self, text: str) -> None:
        expect(self.page.locator("#desk-last")).to_contain_text(text)

    def marked(self) -> str:
        return self.page.locator("#desk-current-name").inner_text()


def a_class(session: Session, town: Town) -> list[str]:
    """30 pupils and 31 Chromebooks; the 4th's guardian has not agreed, the 7th has one already."""
    place = town.institutions["ABC"]
    terms = ensure_terms(session, place, actor=ACTOR, now=NOW)
    names = [f"{FIRST[at % 10]} {LAST[at // 10]}" for at in range(COUNT)]
    people = [
        Person(
            institution_id=place, key=f"CARD{at:08}", role=PersonRole.PUPIL, name=name,
            search_text=search_text(name), class_name="7.b",
        )
        for at, name in enumerate(names)
    ]  # fmt: skip
    session.add_all(people)
    session.flush()
    for at, person in enumerate(people):
        guardian = f"Vecāks {at}"
        session.add(Guardian(person_id=person.id, institution_id=place, name=guardian))
        if at != 3:
            session.add(
                Consent(
                    institution_id=place, person_id=person.id, terms_id=terms.id,
                    how=SignedHow.PAPER, guardian_name=guardian, given_at=NOW,
                )
            )  # fmt: skip
    facts = [
        DeviceFacts(
            asset_tag=f"C-{at:04}", kind_id=town.kinds["chromebook"], institution_id=place,
            purpose=Purpose.PUPILS, status=Status.AVAILABLE,
        )
        for at in range(COUNT + 1)
    ]  # fmt: skip
    ids = create_devices(session, facts, actor=ACTOR, now=NOW, today=TODAY)
    session.flush()
    now = datetime.now(UTC)
    hand_out(session, Wish(ids[COUNT], people[6].id), actor=ACTOR, now=now, today=now.date())
    return names


@pytest.fixture
def desk(
    chromium: Browser, templates: dict[str, Template], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Desk]:
    """A teacher's browser at the school's desk."""
    folder = Path(tmp_path_factory.mktemp("desk"))
    source = template(templates, "sqlite", tmp_path_factory)
    url = source.copy()
    app = create_app(config_for(url, folder))
    with app.app_context(), writing(db.session(), reason="a test's municipality") as session:
        town = build_town(session)
        names = a_class(session, town)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.server_port}", locale="en")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto("/language/en")
    page.goto("/sign-in")
    page.locator("[name=email]").fill(town.emails[Role.SCHOOL_STAFF])
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(lambda url: "sign-in" not in url)
    yield Desk(page, app, names)
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()
    with app.app_context():
        db.engine.dispose()
    source.drop(url)


def stored(app: Flask) -> dict[ActStatus, int]:
    with app.app_context(), writing(db.session(), reason="a test") as session:
        rows = session.execute(select(Act.status, func.count(Act.id)).group_by(Act.status))
        return dict(rows.all())


def test_thirty_are_served_in_well_under_ten_minutes(desk: Desk) -> None:
    page = desk.page
    page.goto(PAGE)
    progress = page.locator("#desk-progress")
    expect(progress).to_contain_text("handed out 1 of 30")
    order = page.locator("#desk-lines .desk-name").all_inner_texts()
    assert order[:3] == ["Aiga Kalns", "Aiga Ļipa", "Aiga Ņikers"]
    waiting = [name for name in order if name != "Ģirts Kalns"]
    assert desk.marked() == waiting[0]
    for at, name in enumerate(waiting):
        tag = f"C-{at:04}"
        expect(page.locator("#desk-current-name")).to_have_text(name)
        desk.scan(tag)
        if name == "Dace Kalns":
            desk.expect_said("A guardian has not agreed to the terms yet")
            desk.press("Enter")  # the guardian's name is known: one press notes it
        desk.expect_said(f"{tag} is handed to {name}")
        if at == 10:
            desk.scan(tag)  # a scanner that sends twice
            desk.expect_said("a moment ago")
    expect(progress).to_contain_text("handed out 30 of 30")
    spent = desk.scans * SECONDS_A_SCAN + desk.keys * SECONDS_A_KEY
    assert spent < 5 * 60, spent
    assert len(desk.posts) == desk.scans + 1  # one for each scan, one for the press
    assert desk.scans == len(waiting) + 1
    assert stored(desk.app) == {ActStatus.ISSUED: COUNT}
    written = page.locator("#desk-lines .desk-line").all_inner_texts()
    page.goto(PAGE)
    assert page.locator("#desk-lines .desk-line").all_inner_texts() == written

    page.locator(".desk-done").first.get_by_role("button", name=re.compile("Undo")).click()
    expect(progress).to_contain_text("handed out 29 of 30")
    expect(page.locator(".desk-done").first).to_contain_text("undone")
    expect(page.locator("#code")).to_be_focused()


def test_a_name_an_arrow_and_a_card_choose_who_is_served(desk: Desk) -> None:
    page = desk.page
    page.goto(PAGE)
    desk.scan("gita n")
    expect(page.locator("#desk-current-name")).to_have_text("Gita Ņikers")
    assert desk.posts == []
    desk.press("ArrowDown")
    expect(page.locator("#desk-current-name")).to_have_text("Ģirts Kalns")
    desk.scan("HTTPS://ANYWHERE.EXAMPLE/B/CARD00000021")
    expect(page.locator("#desk-current-name")).to_have_text("Āris Ņikers")
    desk.scan("C-0000")
    desk.expect_said("C-0000 is handed to Āris Ņikers")
    desk.scan("K-0001")
    desk.expect_said("K-0001 is used at school")
    desk.press("Escape")
    expect(page.locator("#desk-last")).to_be_empty()
    page.get_by_label("bag").check()
    expect(page.locator("#code")).to_be_focused()


def lent_before(desk: Desk, count: int) -> None:
    """The first Chromebooks and the first of the class, each with a charger."""
    with desk.app.app_context(), writing(db.session(), reason="a test") as session:
        ids = session.scalars(
            select(Device.id).where(Device.asset_tag.like("C-%")).order_by(Device.asset_tag)
        ).all()
        people = session.scalars(select(Person.id).where(Person.class_name == "7.b")).all()
        now = datetime.now(UTC)
        for device, person in zip(ids[:count], people, strict=False):
            wish = Wish(device, person, {"charger": 1})
            hand_out(session, wish, actor=ACTOR, now=now, today=now.date())


def test_everything_comes_back_in_quick_mode(desk: Desk) -> None:
    lent_before(desk, 3)
    page = desk.page
    page.goto("/lending/take-back")
    desk.scan("C-0000")
    desk.expect_said("Aiga Kalns")
    page.get_by_label("charger").uncheck()
    desk.press("Enter")
    desk.expect_said("C-0000 is back from Aiga Kalns")
    expect(page.locator("#desk-log")).to_contain_text("did not come back: charger")
    page.get_by_role("checkbox", name=re.compile("^Quick")).check()
    for tag in ("C-0001", "C-0002", "C-0030"):
        desk.scan(tag)
        desk.expect_said(f"{tag} is back from")
    assert stored(desk.app) == {ActStatus.RETURNED: 4}
    assert len(desk.posts) == 5


def test_on_a_phone_what_came_back_is_in_view(desk: Desk) -> None:
    """Who pressed the button below sees the answer above, and the next scan goes on."""
    lent_before(desk, 3)
    page = desk.page
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto("/lending/take-back?fast=1")
    for tag in ("C-0000", "C-0001", "C-0002"):
        desk.scan(tag)
        desk.expect_said(f"{tag} is back from")
    page.get_by_role("checkbox", name=re.compile("^Quick")).uncheck()
    desk.scan("C-0030")
    page.locator("#desk-last button[type=submit]").click()
    desk.expect_said("C-0030 is back from")
    expect(page.locator("#code")).to_be_focused()
    page.wait_for_function(
        """() => {
            const { top, bottom } = document.querySelector(".desk-said").getBoundingClientRect();
            const shown = document.elementFromPoint(180, top + 4);
            return shown?.closest(".desk-said") && bottom < innerHeight; }"""
    )


@pytest.mark.parametrize("path", [PAGE, "/lending/take-back", "/lending/classes?class=7.b"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_hinders_whoever_sees_or_hears_it_otherwise(
    desk: Desk, path: str, width: int
) -> None:
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.goto(path)
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(desk.page)
    assert found.violations_count == 0, found.generate_report()
