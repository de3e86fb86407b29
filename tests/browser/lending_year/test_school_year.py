"""One school's year of lending, played in browsers: from the class lists to the forgetting."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from assetmgr.jobs.forgetting import forget_nightly
from tests.browser.lending_year import afterwards, desk, home, lists, papers
from tests.browser.lending_year.clock import Clock
from tests.browser.lending_year.desk import Desk
from tests.browser.lending_year.people import Town
from tests.browser.lending_year.post import Post
from tests.browser.lending_year.school import (
    EIGHTH,
    FIFTH,
    MARTA,
    PUPILS,
    TAGS,
    TWELFTH,
    Pupil,
)

pytestmark = pytest.mark.browser
BROKEN, LOST, DAMAGED, LATE = FIFTH[3], TWELFTH[2], EIGHTH[5], TWELFTH[7]
"""Whose Chromebook is swapped, is lost, comes back damaged, comes back after school is over."""
BY_LINK = FIFTH[:3]
NEWCOMERS = (
    Pupil(901, "Oto", "Laiviņš", "9.b", "Krista Laiviņa"),
    Pupil(902, "Zelma", "Krēsliņa", "6.a", "Ivo Krēsliņš"),
)


@dataclass
class Lent:
    """Who has what: tag by name; and the pile of what has never been given yet."""

    tags: dict[str, str] = field(default_factory=dict)
    pile: list[str] = field(default_factory=lambda: list(TAGS))

    def of(self, pupil: Pupil) -> str:
        """The Chromebook of a pupil."""
        return self.tags[pupil.name]

    @property
    def names(self) -> dict[str, str]:
        """Name by tag."""
        return {tag: name for name, tag in self.tags.items()}


def test_a_school_year_of_lending(
    app: Flask, town: Town, post: Post, clock: Clock, tmp_path: Path
) -> None:
    lent = Lent()
    clock.go(2024, 9, 3)
    secretary = town.secretary()
    import_classes(secretary, tmp_path)
    guardians_agree(secretary, town, post)
    clock.go(2024, 9, 5)
    hand_out(town.secretary(), lent)
    clock.go(2024, 10, 14)
    marta_asks(town, post, lent)
    clock.go(2025, 2, 10)
    break_and_lose(town.secretary(), lent)
    tell_what_is_owed(post, clock)
    remind_in_may(post, clock)
    clock.go(2025, 6, 2)
    collect(town.secretary(), lent)
    remind_in_june(post, clock)
    clock.go(2025, 9, 2)
    roll_over(town.secretary(), lent, tmp_path)
    forget(app, town, clock)


def import_classes(secretary: Page, folder: Path) -> None:
    """Three files as the class register gives them; the first one goes in twice, once undone."""
    secretary.goto("/people/")
    expect(secretary.locator("main")).to_contain_text("Personu vēl nav")
    for _time in range(2):
        lists.upload(secretary, lists.as_csv(folder, FIFTH))
        expect(lists.figure(secretary, "Jaunas personas")).to_have_text("8")
        lists.apply(secretary)
        if not _time:
            lists.undo(secretary)
            assert lists.listed(secretary, "") == []
    for pupils in (EIGHTH, TWELFTH):
        by_hand = {"Saziņai": "Vecāka vai aizbildņa e-pasts"}
        lists.upload(secretary, lists.as_xlsx(folder, pupils), by_hand)
        expect(lists.figure(secretary, "Jaunas personas")).to_have_text("8")
        lists.apply(secretary)
    for pupils in (FIFTH, EIGHTH, TWELFTH):
        seen = lists.listed(secretary, f"?class={pupils[0].class_name}")
        assert sorted(seen) == sorted(one.name for one in pupils)


def guardians_agree(secretary: Page, town: Town, post: Post) -> None:
    """All guardians of the 5th form get a link by one press; three of them agree by it."""
    secretary.goto("/lending/agreements?class=5.a")
    secretary.get_by_role("button", name="Nosūtīt saiti visiem 8 vecākiem").click()
    letters = post.delivered()
    assert set(letters) == {one.guardian_email for one in FIFTH}
    home.agree_by(
        town.guardian(), {one.guardian_email: letters[one.guardian_email] for one in BY_LINK}
    )
    secretary.reload()
    expect(secretary.get_by_text("piekrišana ir", exact=True)).to_have_count(len(BY_LINK))


def hand_out(secretary: Page, lent: Lent) -> None:
    """Two classes with the scanner alone, the third after its acts are prepared and printed."""
    at_desk = Desk(secretary)
    on_paper = {one.name for one in (*FIFTH, *EIGHTH)} - {one.name for one in BY_LINK}
    for name in ("5.a", "8.b"):
        lent.tags |= at_desk.hand_out(at_desk.begin(name), lent.pile, on_paper=on_paper)
        at_desk.expect_progress(8, 8)
        expect(secretary.locator("#desk-lines")).not_to_contain_text("nav piekrišanas")

    prepared = desk.prepare(secretary, "12.c", without=MARTA.name)
    assert set(prepared) == {one.name for one in TWELFTH if one is not MARTA}
    printed = papers.saved(secretary, "Drukāt visus aktus (PDF)")
    for name, tag in prepared.items():
        assert sum(name in page and tag in page for page in printed) == 1, name
    at_desk.begin("12.c")
    at_desk.hand_over(prepared)
    at_desk.expect_progress(7, 8)
    expect(secretary.locator("#desk-lines .desk-has .pill")).to_have_count(7)
    lent.tags |= prepared
    lent.pile = [tag for tag in lent.pile if tag not in prepared.values()]
    desk.open_act(secretary, lent.of(LATE))
    desk.sign_on_the_screen(secretary)


def marta_asks(town: Town, post: Post, lent: Lent) -> None:
    """A pupil without a device asks by phone; her guardian agrees; the desk confirms and gives."""
    phone = town.pupil(MARTA)
    number = home.ask_for_chromebook(phone)
    at_desk = Desk(town.secretary())
    row = at_desk.open_request(number)
    row.get_by_role("button", name="Apstiprināt").click()
    expect(row).to_contain_text("Apstiprināts")
    at_desk.ask_guardian(MARTA.name)
    letters = post.delivered()
    assert set(letters) == {MARTA.email, MARTA.guardian_email}
    assert afterwards.told_of([MARTA], letters[MARTA.email]) == set()
    home.agree_by(town.guardian(), {MARTA.guardian_email: letters[MARTA.guardian_email]})
    at_desk.open_request(number).get_by_role("link", name="Izsniegt").click()
    lent.tags |= at_desk.hand_out([MARTA.name], lent.pile)
    phone.reload()
    have = phone.locator("section", has=phone.locator("#have"))
    expect(have).to_contain_text(lent.of(MARTA))
    expect(have).to_contain_text("31.05.2025.")
    expect(phone.locator("#wait")).to_have_count(0)


def break_and_lose(secretary: Page, lent: Lent) -> None:
    """One Chromebook is swapped by one scan; another one is lost, and what is owed is decided."""
    broken, spare = lent.of(BROKEN), lent.pile.pop(0)
    desk.swap(secretary, broken, spare)
    lent.tags[BROKEN.name] = spare
    desk.settle(secretary, broken)
    desk.note_loss(secretary, lent.of(LOST), "Palika autobusā Nr. 3; zvanīja autoostai")
    desk.decide(secretary, "40", "Vienojāmies ar ģimeni par daļu no atlikušās vērtības")
    secretary.goto("/lending/loans?which=open")
    expect(secretary.locator("main")).not_to_contain_text(lent.tags.pop(LOST.name))


def tell_what_is_owed(post: Post, clock: Clock) -> None:
    """Who lost a device reads the decision by mail, once it can no longer be taken back."""
    assert post.delivered() == {}
    clock.go(2025, 2, 11)
    letters = post.delivered()
    assert set(letters) == {LOST.email}
    for text in ("atlīdzināmā summa ir 40,00", "Kā šo lēmumu apstrīdēt"):
        assert text in letters[LOST.email].replace("\u00a0", " ")
    assert LOST.name not in letters[LOST.email]


def remind_in_may(post: Post, clock: Clock) -> None:
    """Before and after the day of return: to everybody, and to the guardians of minors."""
    days = post.mornings(clock, date(2025, 5, 15), date(2025, 6, 1))
    holders = [one for one in PUPILS if one is not LOST]
    everybody = {one.email for one in holders}
    everybody |= {one.guardian_email for one in (*FIFTH, *EIGHTH)}  # Marta is of age since 11 May
    assert list(days) == [date(2025, 5, 17), date(2025, 5, 28), date(2025, 6, 1)]
    for letters in days.values():
        assert set(letters) == everybody
        expect_discreet(letters)


def expect_discreet(letters: dict[str, str]) -> None:
    """A letter tells the first name of who uses the device, and nothing else of anybody."""
    for address, text in letters.items():
        pupil = next(one for one in PUPILS if address in (one.email, one.guardian_email))
        assert f"(lietotājs: {pupil.first})" in text
        assert afterwards.told_of(PUPILS, text) == set()


def collect(secretary: Page, lent: Lent) -> None:
    """The class brings everything; one is damaged, one is not there."""
    secretary.goto("/lending/collection?class=8.b")
    printed = papers.opened(secretary, "Drukāt 8.b sarakstu")
    assert all(one.name in printed[0] and lent.of(one) in printed[0] for one in EIGHTH)
    at_desk = Desk(secretary)
    at_desk.take_back_damaged(lent.of(DAMAGED), "Saplīsis ekrāns")
    back = [tag for name, tag in lent.tags.items() if name not in (DAMAGED.name, LATE.name)]
    at_desk.take_back_quickly(back, lent.names)
    desk.settle(secretary, lent.of(DAMAGED))
    secretary.goto("/lending/collection?class=12.c")
    row = secretary.locator("tr", has=secretary.get_by_text(LATE.name))
    expect(row).to_contain_text("vēl nav atdota")
    expect(secretary.get_by_role("columnheader", name="Atdot līdz")).to_be_visible()
    expect(secretary.get_by_text("vēl nav atdota")).to_have_count(1)


def remind_in_june(post: Post, clock: Clock) -> None:
    """Who has brought it back hears no more of it."""
    days = post.mornings(clock, date(2025, 6, 3), date(2025, 6, 20))
    assert list(days) == [date(2025, 6, 7), date(2025, 6, 14)]
    for letters in days.values():
        assert set(letters) == {LATE.email}
        expect_discreet(letters)


def roll_over(secretary: Page, lent: Lent, folder: Path) -> None:
    """The new list, the whole of it: classes move, the 12th form has left, one owes a device."""
    moved = [replace(one, class_name="6.a") for one in FIFTH]
    moved += [replace(one, class_name="9.b") for one in EIGHTH]
    lists.upload(secretary, lists.as_csv(folder, [*moved, *NEWCOMERS]))
    lists.say_it_is_whole(secretary)
    for label, count in (("Jaunas personas", 2), ("Mainītas personas", 16), ("Aizgājušie", 8)):
        expect(lists.figure(secretary, label)).to_have_text(str(count))
    for move in ("5.a → 6.a", "8.b → 9.b"):
        expect(secretary.get_by_role("row", name=f"{move} 8", exact=True)).to_be_visible()
    leaver = secretary.get_by_role("listitem").filter(has_text=LATE.name)
    expect(leaver).to_contain_text("ir neatdota ierīce")
    expect(secretary.get_by_text("– ir neatdota ierīce")).to_have_count(1)
    lists.apply(secretary)
    left = lists.listed(secretary, "?group=left")
    assert sorted(left) == sorted(one.name for one in TWELFTH)
    assert len(lists.listed(secretary, "")) == len(moved) + len(NEWCOMERS)
    lists.upload(secretary, lists.as_csv(folder, [*moved, *NEWCOMERS]))
    expect(secretary.get_by_text("Tas viss reģistrā jau ir")).to_be_visible()

    at_desk = Desk(secretary)
    at_desk.take_back_quickly([lent.of(LATE)], lent.names)
    at_desk.expect_said("94 dienas pēc norunātās")
    at_desk.begin("6.a")
    at_desk.choose(FIFTH[0].name)
    lent.tags = {FIFTH[0].name: at_desk.give(FIFTH[0].name, lent.pile.pop(0))}


def forget(app: Flask, town: Town, clock: Clock) -> None:
    """25 months after they left nobody can tell who they were; what was counted is the same."""
    today = clock.go(2027, 10, 4)
    days = [date(2024, 9, 30), date(2024, 12, 31), date(2025, 5, 31), date(2025, 6, 30), today]
    secretary = town.secretary()
    sums = afterwards.check_sums(secretary, (MARTA, LOST, LATE))
    before = afterwards.counted(app, today, days)
    assert [one.counts for one in before.then] == [(23, 24, 23, 1, 1)]
    assert before.acts == {"returned": 24, "lost": 1, "issued": 1}
    assert afterwards.told_of(TWELFTH, afterwards.stored(app))

    assert forget_nightly(app).startswith("done: 25 acts, 8 people")
    assert afterwards.told_of(TWELFTH, afterwards.stored(app)) == set()
    assert afterwards.told_of(TWELFTH, afterwards.shown(secretary, sums)) == set()
    for act, check_sum in sums.items():
        afterwards.expect_forgotten(secretary, act, check_sum)
    assert afterwards.counted(app, today, days) == before
    secretary.goto("/lending/loans?which=open")
    expect(secretary.locator("main")).to_contain_text(FIFTH[0].name)
