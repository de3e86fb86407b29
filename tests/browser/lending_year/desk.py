"""The desk: a scanner, the class, and what the page says."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Final

from playwright.sync_api import Locator, Page, expect

from tests.browser.lending_year.school import CODE

_NO_CONSENT: Final = "Vecāks vēl nav piekritis noteikumiem"


class Desk:
    """A window at the desk; the scanner types wherever the focus is, as a keyboard does."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def scan(self, code: str) -> None:
        """Read a label."""
        self.page.keyboard.type(code)
        self.page.keyboard.press("Enter")

    def expect_said(self, text: str) -> None:
        """See what the page says of the last scan."""
        expect(self.page.locator("#desk-last")).to_contain_text(text)

    def begin(self, class_name: str) -> list[str]:
        """Open the class; the names in the page's order."""
        self.page.goto(f"/lending/hand-out?class={class_name}")
        expect(self.page.locator("#code")).to_be_focused()
        return self.page.locator("#desk-lines .desk-name").all_inner_texts()

    def hand_out(
        self, names: Iterable[str], pile: list[str], *, on_paper: Container[str] = ()
    ) -> dict[str, str]:
        """A device of the pile for each, whose turn it is one after the other; tag by name.

        Whose guardian agreed `on_paper` alone needs a press of Enter more, which notes it.
        """
        given = {}
        for name in names:
            expect(self.page.locator("#desk-current-name")).to_have_text(name)
            given[name] = pile.pop(0)
            self.scan(given[name])
            if name in on_paper:
                self.expect_said(_NO_CONSENT)
                self.page.keyboard.press("Enter")
            self.expect_said(f"{given[name]} izsniegta: {name}")
        return given

    def give(self, name: str, tag: str) -> str:
        """A device for whoever is marked."""
        self.scan(tag)
        self.expect_said(f"{tag} izsniegta: {name}")
        return tag

    def hand_over(self, prepared: Mapping[str, str]) -> None:
        """What was prepared, each by its scan; Enter says that it is not for whoever is marked."""
        for name, tag in prepared.items():
            marked = self.page.locator("#desk-current-name").inner_text()
            self.scan(tag)
            if marked != name:
                self.expect_said(f"{tag} ir sagatavota: {name}")
                self.page.keyboard.press("Enter")
            self.expect_said(f"{tag} izsniegta: {name}")

    def choose(self, name: str) -> None:
        """Type a name: its turn it is."""
        self.scan(name)
        expect(self.page.locator("#desk-current-name")).to_have_text(name)

    def open_request(self, number: str) -> Locator:
        """Open the queue; the line of a request."""
        self.page.goto(f"/requests?institution={CODE}")
        link = self.page.get_by_role("link", name=number, exact=True)
        return self.page.locator("tr", has=link)

    def ask_guardian(self, name: str) -> None:
        """Mail the guardian of one pupil a link."""
        self.page.goto("/lending/agreements")
        self.page.get_by_role("link", name=name, exact=True).click()
        self.page.get_by_role("button", name="Nosūtīt saiti e-pastā").click()
        expect(self.page.get_by_text("saite der 14 dienas")).to_be_visible()

    def expect_progress(self, done: int, of: int) -> None:
        """See how many of the class have theirs."""
        expect(self.page.locator("#desk-progress")).to_contain_text(f"izsniegts {done} no {of}")

    def take_back_quickly(self, tags: Sequence[str], who: dict[str, str]) -> None:
        """Each scan is a return; the page names who brought it."""
        self.page.goto("/lending/take-back")
        self.page.get_by_role("checkbox", name=re.compile("^Ātrais režīms")).check()
        self.page.locator("#code").focus()
        for tag in tags:
            self.scan(tag)
            self.expect_said(f"{tag} saņemta no: {who[tag]}")

    def take_back_damaged(self, tag: str, note: str) -> None:
        """Look at it, say what is wrong, and take it."""
        self.page.goto("/lending/take-back")
        self.scan(tag)
        self.page.get_by_label("Bojāta", exact=True).check()
        self.page.get_by_label("Piezīme", exact=True).fill(note)
        self.page.locator("#desk-last").get_by_role("button", name="Saņemt atpakaļ").click()
        self.expect_said(f"{tag} saņemta bojāta")


def open_act(page: Page, tag: str, which: str = "open") -> str:
    """Open the newest act of a device from the list; its number."""
    page.goto(f"/lending/loans?institution={CODE}&which={which}")
    row = page.locator("tbody tr", has=page.get_by_role("cell", name=tag, exact=True)).first
    row.locator(".c-key a").click()
    page.wait_for_url("**/lending/acts/*")
    return page.get_by_role("heading", level=1).inner_text()


def prepare(page: Page, class_name: str, without: str) -> dict[str, str]:
    """Let the page propose devices for a class and prepare its acts; tag by name."""
    page.goto(f"/lending/classes?class={class_name}")
    page.get_by_role("button", name="Piedāvāt pirmās").click()
    expect(page.locator("#pairs-form button[type=submit]")).to_have_text(re.compile(r"\d"))
    page.get_by_label(without, exact=True).fill("")
    page.locator("#pairs-form button[type=submit]").click()
    expect(page.locator("#prepared-title")).to_be_visible()
    pairs = page.locator("ul.desk-pairs").first.locator("li")
    return dict(_pairs(pairs.all_inner_texts()))


def _pairs(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = re.match(r"(.+?)\s+(K-\d{4})\s+A-", line)
        assert found, line
        yield found[1], found[2]


def sign_on_the_screen(page: Page) -> None:
    """The borrower draws on the pad of the act that is open."""
    page.get_by_role("link", name="Parakstīt uz ekrāna").click()
    page.locator("[name=agreed]").check()
    pad = page.locator("#pad")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + box["height"] * 0.7)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(
            box["x"] + 40 + 15 * step, box["y"] + box["height"] * (0.3 + 0.2 * (step % 3))
        )
    page.mouse.up()
    page.get_by_role("button", name="Parakstīt aktu").click()
    page.wait_for_url(re.compile(r"/lending/acts/\d+$"))
    expect(page.get_by_role("link", name="Parakstīt uz ekrāna")).to_have_count(0)


def swap(page: Page, tag: str, replacement: str) -> None:
    """A broken device of the list is swapped by one scan, which needs no mouse."""
    old = open_act(page, tag)
    page.get_by_role("link", name="Apmainīt ierīci").click()
    expect(page.get_by_label("Izsniedzamā ierīce")).to_be_focused()
    page.keyboard.type(replacement)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Apmainīts: akts {old} noslēgts")).to_be_visible()


def note_loss(page: Page, tag: str, told: str) -> None:
    """A lent device is lost; what was told is noted, and a case is open."""
    open_act(page, tag)
    page.get_by_role("link", name="Nozaudēta vai nozagta").click()
    page.get_by_label("Ko paziņoja").fill(told)
    page.get_by_role("button", name="Piefiksēt un atvērt lietu").click()
    expect(page.get_by_text(told)).to_be_visible()


def decide(page: Page, amount: str, reason: str) -> None:
    """Decide about the case that is open, and close it as settled."""
    page.get_by_label("Summa, €").fill(amount)
    page.get_by_label("Iemesls").fill(reason)
    page.get_by_role("button", name="Izlemt", exact=True).click()
    decision = page.locator("section", has=page.locator("#decision"))
    expect(decision).to_contain_text(re.compile(rf"{amount},00\s€"))
    page.get_by_role("button", name="Slēgt: nokārtots").click()
    expect(page.get_by_role("button", name="Slēgt: nokārtots")).to_have_count(0)


def settle(page: Page, tag: str) -> None:
    """Nothing is to be decided about a damage."""
    page.goto("/lending/cases")
    page.get_by_role("link", name=tag, exact=True).click()
    page.get_by_role("button", name="Slēgt: nav ko izlemt").click()
    page.goto("/lending/cases")
    expect(page.get_by_role("link", name=tag, exact=True)).to_have_count(0)
