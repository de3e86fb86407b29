"""A school of more than 600 devices is counted by two phones, one without network, and closed."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import zip_longest
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from assetmgr.auth.codes import Role
from assetmgr.devices.codes import Status
from tests.browser.offline.desk import close, open_for_all, see_who_is_awaited
from tests.browser.offline.findings import expect_act, expect_workbook
from tests.browser.offline.handheld import Handheld
from tests.browser.offline.papers import sheets_of, text_of
from tests.browser.offline.people import Person, join_as, own_browser, welcome
from tests.browser.offline.phone import PATIENCE_MS, Phone, expect_counts
from tests.browser.offline.register import Facts, changed, counting, expected_tags, facts
from tests.browser.offline.school import School
from tests.browser.offline.server import Server
from tests.browser.offline.sharing import Shared, shared
from tests.browser.offline.walk import Walker
from tests.support.command import CommandLine

pytestmark = pytest.mark.browser
CODE = "CSSK"
"""The demo's school with the fewest devices of those that have 600 or more."""
FIRST, SECOND = "Tīkla administratora tālrunis", "Bibliotēkas tālrunis"


@pytest.fixture
def people(run: CommandLine, server: Server, desk: Page) -> list[Person]:
    """The school's administrator and its librarian."""
    server.start()
    roles = Role.SCHOOL_ADMIN, Role.SCHOOL_STAFF
    return [welcome(run, role, CODE, desk, server.url) for role in roles]


@pytest.fixture
def phones(driver: Playwright, tmp_path: Path) -> Iterator[list[BrowserContext]]:
    """Two phones, each with a browser and a profile of its own."""
    with ExitStack() as browsers:
        yield [
            browsers.enter_context(own_browser(driver, tmp_path / name)) for name in (FIRST, SECOND)
        ]


@pytest.fixture
def before(town_hall: Flask) -> Facts:
    """The register before anybody counts."""
    return facts(town_hall)


@pytest.fixture
def school(town_hall: Flask, server: Server, people: list[Person], desk: Page) -> School:
    """The school with a stocktake that its administrator opens for all devices."""
    count = counting(town_hall, CODE)
    assert count >= 600
    people[0].sign_in(desk.context, server.url)
    stocktake_id = open_for_all(desk, server.url, count)
    tags = expected_tags(town_hall, stocktake_id)
    assert len(tags) == count
    return School(town_hall, server, stocktake_id, tags)


@pytest.fixture
def walkers(
    school: School, people: list[Person], phones: list[BrowserContext]
) -> tuple[Walker, Walker]:
    """The two with their phones, which joined."""
    first, second = (
        joined(school, person, phone, name)
        for person, phone, name in zip(people, phones, (FIRST, SECOND), strict=True)
    )
    return first, second


def joined(school: School, person: Person, phone: BrowserContext, name: str) -> Walker:
    """Somebody who signed in on a phone and joined with it."""
    page = person.sign_in(phone, school.server.url)
    join_as(page, school.server.url, school.stocktake_id, name)
    Phone(phone, school).expect_list(page)
    return Walker(name, page, Handheld.at(page))


def test_two_phones_one_of_them_offline_count_a_school_of_over_600_devices(
    before: Facts,
    school: School,
    walkers: tuple[Walker, Walker],
    desk: Page,
    run: CommandLine,
    tmp_path: Path,
) -> None:
    plan = shared(school)
    count_apart(school, plan, *walkers)
    see_who_is_awaited(desk, len(walkers[0].read), len(school.tags))
    come_back_and_sign_off(school, plan, *walkers)
    total = close(desk, plan)

    act = text_of(desk, "Akts (PDF)", tmp_path)
    expect_act(act, school, plan)
    assert all(told in act for told in (f"I-{CODE}-1", FIRST, SECOND, "Anna Ozoliņa", total))
    assert run.run("stocktake", "verify", CODE, "1").out.strip() == total
    expect_workbook(sheets_of(desk, "Visas rindas (XLSX)", tmp_path), school, plan, walkers)
    moved_to = plan.second[0].room.id
    assert changed(before, facts(school.app)) == {
        plan.missing[0]: (Status.LOST, before[plan.missing[0]][1]),
        plan.stray: (before[plan.stray][0], moved_to),
    }


def count_apart(school: School, plan: Shared, first: Walker, second: Walker) -> None:
    """Count everything room by room, at the same time; the second one's network is cut."""
    second.page.context.set_offline(True)
    both = zip_longest(first.walk(plan.first), second.walk(plan.second))
    assert sum(1 for _ in both) == max(len(first.read), len(second.read))
    expect_counts(first.page, sent=len(first.read), waiting=0)
    second.page.reload()
    expect_counts(second.page, sent=0, waiting=len(second.read))
    expect(second.page.locator("#net")).to_have_text("Tīkla nav")
    received = {phone.name: phone.received for phone in school.phones()}
    assert received == {FIRST: len(first.read), SECOND: 0}


def come_back_and_sign_off(school: School, plan: Shared, first: Walker, second: Walker) -> None:
    """The network is back: everything arrives, both learn what the other found, and end."""
    second.page.context.set_offline(False)
    expect_counts(second.page, sent=len(second.read), waiting=0)
    expect(second.page.locator("#last-again")).to_contain_text("Vēlreiz")
    expect(second.page.locator("#net")).to_have_text("Tīkls ir")
    for walker in (first, second):
        walker.page.locator("#rooms-link").click()
        whole = f"{len(school.tags) - len(plan.missing)} no {len(school.tags)}"
        expect(walker.page.locator("#rooms-total")).to_contain_text(whole, timeout=PATIENCE_MS)
        walker.page.locator("#back").click()
        walker.page.get_by_role("button", name="Esmu pabeidzis").click()
        state = walker.page.locator("#sign-off-state")
        expect(state).to_contain_text("Jūs esat pabeidzis", timeout=PATIENCE_MS)
