"""A stocktake from its opening to its act, in a real browser."""

import re
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, Route, expect

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
SCAN = """codes => {
  for (const key of codes.flatMap((code) => [...code, "Enter"])) {
    const told = { key, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", told));
  }
}"""
"""The keys of a handheld scanner, all of them before the page can answer the first code."""


@pytest.fixture(scope="module")
def page(site: Site) -> Page:
    """The window of a school's administrator."""
    return site.sign_in(Role.SCHOOL_ADMIN)


def open_one(page: Page, room: str) -> None:
    """Open a stocktake of one room; the button says how many devices that is."""
    page.goto("/stocktakes/")
    page.get_by_role("link", name="Atvērt inventarizāciju").first.click()
    page.get_by_label("Izvēlētās telpas").check()
    page.get_by_label(room, exact=True).check()
    button = page.get_by_role("button", name=re.compile(r"Atvērt inventarizāciju \(2\d ierīc"))
    page.get_by_label("1. locekļa vārds, uzvārds").fill("Anna Ozoliņa")
    page.get_by_label("1. locekļa amats").fill("bibliotekāre")
    page.get_by_role("button", name="Pievienot rindu").click()
    expect(page.locator("[name=commission_name]")).to_have_count(4)
    expect(page.locator("[name=commission_name]").first).to_have_value("Anna Ozoliņa")
    button.click()
    page.wait_for_url(re.compile(r"/stocktakes/\d+$"))


def missing_tags(page: Page, room: str) -> list[str]:
    """What the page says is missing in a room."""
    page.locator(".room-line a", has_text=room).click()
    expect(page.locator(".room-missing")).to_be_visible()
    return page.locator(".room-missing .line-tag").all_inner_texts()


def scan(page: Page, *codes: str) -> None:
    """Type as a handheld scanner does, with the focus where it is."""
    page.evaluate(SCAN, list(codes))


def test_a_stocktake_from_its_opening_to_its_act(page: Page, tmp_path: Path) -> None:
    room = "Kanceleja"
    open_one(page, room)
    tags = missing_tags(page, room)
    page.get_by_label("Telpa, kurā esat").select_option(label=room)
    for tag in tags[:6]:  # faster than the server answers
        scan(page, tag)
    expect(page.locator("#progress")).to_contain_text(
        re.compile(rf"^\s*.*6 no {len(tags)}", re.DOTALL)
    )
    expect(page.locator("#desk-last .last-tag")).to_have_text(tags[5])
    expect(page.locator("#newest + ol .line-tag").first).to_have_text(tags[5])
    expect(page.locator(".room-missing")).not_to_contain_text(tags[5])

    page.get_by_label("Telpa, kurā esat").select_option(label="101")
    scan(page, tags[6])
    expect(page.locator("#desk-last")).to_contain_text(f"Pēc saraksta – {room}, atrasta – 101")
    page.get_by_label("Pārvietot šurp, kad inventarizāciju slēgs").check()
    page.get_by_role("button", name="Saglabāt piezīmi").click()
    expect(page.locator("#exceptions")).to_contain_text("tiks pārvietota")
    scan(page, tags[7])
    expect(page.locator("#desk-last .last-tag")).to_have_text(tags[7])
    page.get_by_role("button", name="Atsaukt šo skenējumu").click()
    expect(page.locator("#desk-last .last-tag")).to_have_text(tags[6])

    hold_up(page, "Pagraba tālrunis")
    page.get_by_role("link", name="Pārskatīt un slēgt").click()
    closing = page.get_by_role("button", name="Slēgt inventarizāciju un sastādīt aktu")
    expect(closing).to_be_disabled()
    page.get_by_role("link", name="Negaidīt to (Pagraba tālrunis)").click()
    page.get_by_label("Iemesls").fill("nozaudēts")
    page.get_by_role("button", name="Slēgt bez šī tālruņa").click()

    page.get_by_role("link", name="Pārskatīt un slēgt").click()
    page.get_by_text(re.compile(r"Rādīt \d+ ierī")).click()
    page.get_by_label(f"Ko darīt ar {tags[7]}").select_option("lost")
    page.get_by_role("button", name="Saglabāt lēmumus").click()
    plan = page.locator("section", has=page.locator("#plan"))
    expect(plan).to_contain_text("1 ierīce tiks pārvietota")
    expect(plan).to_contain_text("1 ierīce tiks atzīmēta kā nozaudēta")
    closing.click()
    page.wait_for_url(re.compile(r"/stocktakes/\d+$"))
    total = page.locator(".sum").inner_text()
    assert re.fullmatch("[0-9a-f]{64}", total)

    act = act_of(page, tmp_path)
    for told in (tags[6], tags[7], "Anna Ozoliņa", "bibliotekāre", "Pagraba tālrunis", total):
        assert told in act, told
    page.goto(f"/devices/find?code={tags[7]}")
    expect(page.locator("main")).to_contain_text("Nozaudēta")
    page.goto(f"/devices/find?code={tags[6]}")
    expect(page.locator("main")).to_contain_text("Pēdējā inventarizācija")
    expect(page.locator("main")).to_contain_text("Citā telpā, 101")


def hold_up(page: Page, name: str) -> None:
    """Let a phone join that never says anything."""
    page.evaluate(
        """name => {
          const { joinUrl, csrf } = document.querySelector("[data-join]").dataset;
          return fetch(joinUrl, {
            method: "POST",
            body: new URLSearchParams({ name, csrf_token: csrf }),
          });
        }""",
        name,
    )
    expect(page.locator("#standing")).to_contain_text(name, timeout=10_000)


def act_of(page: Page, folder: Path) -> str:
    """The text of the act."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Akts (PDF)").click()
    file = folder / "akts.pdf"
    download.value.save_as(file)
    document = pypdfium2.PdfDocument(file)
    text = " ".join(one.get_textpage().get_text_bounded() for one in document)
    document.close()
    return " ".join(text.split())


def test_a_code_that_could_not_be_sent_stays_in_the_window_and_is_sent_later(page: Page) -> None:
    tags = open_office(page)
    page.context.set_offline(True)
    for tag in tags[:2]:
        scan(page, tag)
    expect(page.locator("[data-desk-waiting]")).to_contain_text(f"{tags[0]}, {tags[1]}")
    page.context.set_offline(False)  # the browser says so, and the page sends by itself
    expect(page.locator("[data-desk-waiting]")).to_be_hidden()
    expect(page.locator("#progress")).to_contain_text("2 no")
    assert page.locator("#newest + ol > li").count() == 2


def open_office(page: Page) -> list[str]:
    """Open a stocktake of one room; the tags that are missing there."""
    page.goto("/stocktakes/new?what=rooms")
    page.get_by_label("Kanceleja", exact=True).check()
    page.get_by_role("button", name=re.compile(r"Atvērt inventarizāciju \(")).click()
    page.wait_for_url(re.compile(r"/stocktakes/\d+$"))
    return missing_tags(page, "Kanceleja")


def test_a_rooms_code_is_the_place_of_the_scans_that_do_not_wait_for_an_answer(page: Page) -> None:
    tags = open_office(page)
    place = page.get_by_label("Telpa, kurā esat")
    key = place.locator("option", has_text="101").get_attribute("value")
    slow = {"offline": False, "latency": 500, "downloadThroughput": -1, "uploadThroughput": -1}
    network = page.context.new_cdp_session(page)
    network.send("Network.emulateNetworkConditions", slow)
    scan(page, tags[0], f"HTTP://X.LV/R/{key}", *tags[1:3], "ROOM:999999", tags[3])
    expect(page.locator("#progress")).to_contain_text("4 no", timeout=30_000)
    expect(page.locator("#exceptions")).to_contain_text(f"{tags[1]}")
    network.detach()
    page.reload()
    elsewhere = page.locator("#exceptions li", has_text="101").locator(".line-tag")
    assert sorted(elsewhere.all_inner_texts()) == sorted(tags[1:4])


def test_a_room_of_elsewhere_is_told_and_the_place_stays(page: Page) -> None:
    open_office(page)
    place = page.get_by_label("Telpa, kurā esat")
    place.select_option(label="101")
    scan(page, "ROOM:999999")
    expect(page.locator("[data-desk-strange]")).to_be_visible()
    assert place.locator("option:checked").inner_text() == "101"


def test_a_scan_is_understood_in_the_list_of_rooms_and_in_the_note(page: Page) -> None:
    tags = open_office(page)
    place = page.get_by_label("Telpa, kurā esat")
    place.select_option(label="101")
    place.focus()
    page.keyboard.type(tags[0])  # real keys: the list looks for a room that begins with them
    page.keyboard.press("Enter")
    expect(page.locator("#desk-last .last-tag")).to_have_text(tags[0])
    assert place.locator("option:checked").inner_text() == "101"
    page.locator("#remark-note").fill("bez vāka")
    scan(page, tags[1])
    expect(page.locator("#desk-last .last-tag")).to_have_text(tags[1])
    page.reload()
    expect(page.locator("#newest + ol > li")).to_have_count(2)
    expect(page.locator("#newest + ol")).not_to_contain_text("bez vāka")


def test_a_scan_whose_answer_is_lost_is_counted_once(page: Page) -> None:
    tags = open_office(page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(re.compile(r"/stocktakes/\d+/scan$"), lose, times=1)
    scan(page, tags[0])
    expect(page.locator("[data-desk-waiting]")).to_contain_text(tags[0])
    page.get_by_role("button", name="Sūtīt vēlreiz").click()
    expect(page.locator("[data-desk-waiting]")).to_be_hidden()
    expect(page.locator("#progress")).to_contain_text("1 no")
    expect(page.locator("#newest + ol > li")).to_have_count(1)


def test_who_leaves_the_desk_while_codes_wait_is_asked(page: Page) -> None:
    tags = open_office(page)
    window = page.context.new_page()
    window.goto(page.url)
    window.locator("h1").click()
    window.context.set_offline(True)
    scan(window, tags[0])
    with window.expect_event("dialog") as asked:
        window.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    with window.expect_event("close"):
        asked.value.accept()
    page.context.set_offline(False)


def test_a_stocktake_is_counted_and_closed_without_javascript(site: Site, page: Page) -> None:
    context = site.browser.new_context(
        base_url=site.url,
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto("/stocktakes/new?what=kinds&kinds=projector")
    plain.locator("#opening .btn-primary").click()
    plain.locator(".room-line a").first.click()
    tag = plain.locator(".room-missing .line-tag").first.inner_text()
    plain.locator("#code").fill(tag)
    plain.locator("[data-desk] button[type=submit]").click()
    expect(plain.locator("#desk-last .last-tag")).to_have_text(tag)
    expect(plain.locator("#progress")).to_contain_text("1 no")
    plain.get_by_role("link", name="Pārskatīt un slēgt").click()
    plain.get_by_role("button", name="Slēgt inventarizāciju un sastādīt aktu").click()
    expect(plain.locator(".sum")).to_be_visible()
    context.close()


def test_a_small_count_is_one_page_and_one_button(page: Page) -> None:
    page.goto("/stocktakes/small?kind=projector")
    tiles = page.locator(".tile")
    count = tiles.count()
    for one in tiles.all()[1:]:
        one.locator("label").first.click()
    expect(page.locator(".send-bar")).to_contain_text(f"Atzīmētas {count - 1} no {count}")
    page.get_by_role("button", name="Paziņot LIP IT").click()
    expect(page.locator(".note-bad a")).to_have_count(1)
    first = page.locator(".tile").first
    first.locator("input").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    first.get_by_placeholder("Kas ar to noticis?").fill("nedeg lampa")
    page.get_by_role("button", name="Paziņot LIP IT").click()
    expect(page.locator("main")).to_contain_text("Paldies! LIP IT ir informēta.")
    expect(page.locator("main")).to_contain_text("nedeg lampa")
