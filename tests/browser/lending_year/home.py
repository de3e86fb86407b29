"""At home: a guardian with a link, a pupil with a phone."""

from collections.abc import Mapping

from playwright.sync_api import Page, expect

from tests.browser.lending_year.people import fits
from tests.browser.lending_year.post import link_in
from tests.browser.lending_year.school import PUPILS, Pupil


def agree(phone: Page, link: str, pupil: Pupil) -> None:
    """Open the link, read whom it is about, agree; the link works once."""
    phone.goto(link)
    expect(phone.locator("main")).to_contain_text(f"{pupil.first}, {pupil.class_name}")
    expect(phone.locator("main")).not_to_contain_text(pupil.last)
    assert fits(phone)
    phone.get_by_label("vārds un uzvārds").fill(pupil.guardian)
    phone.locator("[name=agreed]").check()
    phone.get_by_role("button", name="Piekrītu noteikumiem").click()
    expect(phone.locator(".note-ok")).to_be_visible()


def agree_by(phone: Page, letters: Mapping[str, str]) -> list[Pupil]:
    """Every guardian who got a letter agrees by its link; for whom."""
    pupils = {one.guardian_email: one for one in PUPILS}
    for address, text in letters.items():
        assert pupils[address].last not in text
        agree(phone, link_in(text), pupils[address])
    first = next(iter(letters.values()))
    phone.goto(link_in(first))
    expect(phone.get_by_role("button", name="Piekrītu noteikumiem")).to_have_count(0)
    return [pupils[address] for address in letters]


def ask_for_chromebook(phone: Page) -> str:
    """Ask on the own page, having read who is liable; the number of the request."""
    phone.wait_for_url("**/my")
    expect(phone.locator("main")).to_contain_text("Tev pašlaik nekas nav izsniegts.")
    assert fits(phone)
    phone.locator("a[href*='kind=chromebook']").click()
    phone.locator("details summary").click()
    expect(phone.get_by_text("Saņēmējs atlīdzina zaudējumus")).to_be_visible()
    phone.locator("#reason").select_option("broken_device")
    phone.get_by_role("button", name="Nosūtīt pieteikumu").click()
    phone.wait_for_url("**/my")
    assert fits(phone)
    waiting = phone.locator("section", has=phone.locator("#wait"))
    return waiting.locator(".muted.figures").inner_text().split(" ")[0]
