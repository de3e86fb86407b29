"""Years later: what still tells of whom, and what is still counted."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Page, expect
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from assetmgr.db.transaction import reading
from assetmgr.extensions import config_of, db
from assetmgr.institutions.models import Institution
from assetmgr.lending.queries.figures import Figures, KindLent, figures, lent_by_kind
from assetmgr.loans.models import Act
from assetmgr.requests.queries import figures as asking
from tests.browser.lending_year.school import CODE, Pupil

_PAGES: Final = (
    "/people/",
    "/people/?group=left",
    f"/lending/loans?institution={CODE}&which=all",
    "/lending/overdue",
    "/lending/cases?show=closed",
    "/lending/agreements",
    f"/requests?institution={CODE}&show=decided",
    "/lending/hand-out?class=9.b",
    "/lending/take-back",
    "/lending/",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """Everything that is counted of a school year's lending."""

    now: Figures
    then: tuple[KindLent, ...]
    asked: asking.Figures
    acts: dict[str, int]


def counted(app: Flask, today: date, days: list[date]) -> Counted:
    """Count as the pages do: today, on some days of the year, and the year's requests."""
    since, until = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (days[0], today))
    with app.app_context(), reading(db.session(), reason="a test") as session:
        place = session.scalars(select(Institution.id)).one()
        acts = session.execute(select(Act.status, func.count()).group_by(Act.status))
        return Counted(
            figures(session, [place], today)[place],
            lent_by_kind(session, [place], days),
            asking.figures(session, since, until, [place])[place],
            {status.value: count for status, count in acts},
        )


def told_of(pupils: Iterable[Pupil], text: str) -> set[str]:
    """Which surnames and addresses of these, or of their guardians, stand in a text."""
    plain = _plain(text)
    words = (
        word
        for one in pupils
        for word in (one.last, one.email, one.guardian.split()[-1], one.guardian_email)
    )
    return {word for word in words if _plain(word) in plain}


def _plain(text: str) -> str:
    """Small letters without diacritics, as the register's own search has them."""
    return unicodedata.normalize("NFD", text.lower()).encode("ascii", "ignore").decode()


def stored(app: Flask) -> str:
    """All text in the database's file and in its log."""
    file = Path(make_url(config_of(app).database_url).database or "")
    files = (file, file.with_name(file.name + "-wal"))
    return "".join(one.read_bytes().decode(errors="ignore") for one in files if one.exists())


def check_sums(page: Page, pupils: Iterable[Pupil]) -> dict[str, str]:
    """Of each of these the address of the act, and the check sum that it shows."""
    sums = {}
    for one in pupils:
        page.goto(f"/lending/loans?institution={CODE}&which=all")
        row = page.locator("tbody tr", has=page.get_by_text(one.name))
        row.locator(".c-key a").click()
        page.wait_for_url("**/lending/acts/*")
        expect(page.locator("main")).to_contain_text(one.name)
        sums[urlsplit(page.url).path] = _check_sum(page)
    return sums


def expect_forgotten(page: Page, act: str, check_sum: str) -> None:
    """The act says that its names are gone, has its check sum, and nothing to print."""
    page.goto(act)
    expect(page.locator("main")).to_contain_text(
        "Šī izsnieguma vārdi un dokumenti dzēsti 04.10.2027."
    )
    assert _check_sum(page) == check_sum
    answer = page.goto(f"{act}/act.pdf")
    assert answer is not None
    assert answer.headers["content-type"].startswith("text/html")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vairs nav, ko drukāt")


def _check_sum(page: Page) -> str:
    found = re.search(r"SHA-256\)?:? ([0-9a-f]{64})", page.locator("main").inner_text())
    assert found, page.url
    return found[1]


def shown(page: Page, acts: Iterable[str]) -> str:
    """All that the pages of lending show, with those of these acts and of their devices."""
    texts = [_source(page, path) for path in _PAGES]
    for act in acts:
        texts.append(_source(page, act))
        device = page.locator("main a[href^='/devices/']").first.get_attribute("href")
        texts.append(_source(page, device or ""))
    return "\n".join(texts)


def _source(page: Page, path: str) -> str:
    answer = page.goto(path)
    assert answer is not None
    assert answer.ok, path
    return page.content()
