"""What a school's administrator does about a stocktake at a computer."""

import re

from playwright.sync_api import Page, expect

from tests.browser.offline.sharing import Shared

_CLOSE = "Slēgt inventarizāciju un sastādīt aktu"
_PAGE = re.compile(r"/stocktakes/\d+$")


def open_for_all(desk: Page, site: str, count: int) -> int:
    """Open a stocktake of all devices, of which the page says that they are so many; its id."""
    desk.goto(f"{site}/stocktakes/")
    desk.get_by_role("link", name="Atvērt inventarizāciju").first.click()
    desk.get_by_label("1. locekļa vārds, uzvārds").fill("Anna Ozoliņa")
    desk.get_by_label("1. locekļa amats").fill("bibliotekāre")
    desk.get_by_role("button", name=f"Atvērt inventarizāciju ({count} ").click()
    desk.wait_for_url(_PAGE)
    return int(desk.url.rpartition("/")[2])


def see_who_is_awaited(desk: Page, found: int, expected: int) -> None:
    """The administrator sees how far it is, and cannot close."""
    progress = re.compile(rf"^\s*{found}\s+no {expected} ")
    expect(desk.locator("#progress .progress-big")).to_have_text(progress)
    desk.get_by_role("link", name="Pārskatīt un slēgt").click()
    expect(desk.get_by_role("button", name=_CLOSE)).to_be_disabled()
    expect(desk.locator("main")).to_contain_text("2 tālruņi nav pabeiguši")


def close(desk: Page, plan: Shared) -> str:
    """Review the findings, decide about three of them, and close; the sum that is shown."""
    desk.reload()
    expect(desk.locator("#missing")).to_have_text(f"Trūkst ({len(plan.missing)})")
    decisions = {plan.missing[0]: "lost", plan.missing[1]: "nothing", plan.stray: "moved"}
    for tag, decision in decisions.items():
        desk.get_by_label(f"Ko darīt ar {tag}").select_option(decision)
    desk.get_by_role("button", name="Saglabāt lēmumus").click()
    foreseen = desk.locator("section", has=desk.locator("#plan"))
    expect(foreseen).to_contain_text("1 ierīce tiks pārvietota")
    expect(foreseen).to_contain_text("1 ierīce tiks atzīmēta kā nozaudēta")
    expect(foreseen).to_contain_text("2 neatrastas ierīces paliks")
    desk.get_by_role("button", name=_CLOSE).click()
    desk.wait_for_url(_PAGE)
    return desk.locator(".sum").inner_text()
