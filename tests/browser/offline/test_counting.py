"""The counting screen: what a scan shows, what can be said about it, what others found."""

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.browser.offline.phone import PATIENCE_MS, Phone, entries, expect_counts, scan
from tests.browser.offline.school import School

pytestmark = pytest.mark.browser
_SCAN_AND_LEAVE = """codes => {
    for (const code of codes)
        document.dispatchEvent(new CustomEvent("scan", { detail: { code }, cancelable: true }));
    window.location.hash = ""; }"""
_PHOTOS = """async () => {
    const { answer, transact } = await import("/static/js/count/database.js");
    return transact(["photos"], "readonly", store => answer(store("photos").count())); }"""


def test_a_room_is_entered_by_its_code_and_names_what_is_missing(
    page: Page, school: School
) -> None:
    room = school.room_of(school.tags[0])
    scan(page, f"HTTPS://IERICES.LV/R/{room.id}")
    expect(page.locator("#room-name")).to_have_text(f"Telpa „{room.name}”")
    expect(page.locator("#room-figures")).to_contain_text(f"0 no {len(room.tags)}")
    page.locator("#missing summary").click()
    expect(page.locator("#missing-list strong")).to_have_text(room.tags)
    scan(page, room.tags[0].lower())
    expect(page.locator("#room-figures")).to_contain_text(f"1 no {len(room.tags)}")
    expect(page.locator("#missing-list strong")).to_have_text(room.tags[1:])
    expect(page.locator("#last-place")).to_have_text("Te tai jābūt")
    page.get_by_role("link", name="Telpas").click()
    expect(page.get_by_role("button", pressed=True)).to_contain_text(room.name)


def test_a_device_from_another_room_is_moved_by_an_explicit_choice(
    page: Page, school: School
) -> None:
    here = school.room_of(school.tags[0])
    stray = next(tag for tag in school.tags if tag not in here.tags)
    scan(page, f"ROOM:{here.id}", stray)
    expect(page.locator("#last-pill")).to_contain_text("Citur")
    expect(page.locator("#last-place")).to_contain_text(school.room_of(stray).name)
    page.get_by_role("button", name="Pārvietot šurp").click()
    page.get_by_role("button", name="Bojāta").click()
    expect(page.get_by_role("button", name="Bojāta")).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Piezīme").click()
    page.get_by_label("Piezīme").fill("Saplīsis ekrāns")
    page.get_by_role("button", name="Saglabāt piezīmi").click()
    expect(page.locator("#last-note")).to_have_text("Saplīsis ekrāns")
    expect_counts(page, sent=4, waiting=0)
    scanned, *remarks = school.entries()
    assert {one.target for one in remarks} == {scanned.uuid}
    told = [(one.move_here, one.condition, one.note) for one in remarks]
    assert told == [(True, None, None), (None, "damaged", None), (None, None, "Saplīsis ekrāns")]


def test_the_last_scan_is_undone_and_its_device_is_missing_again(
    page: Page, school: School
) -> None:
    page.locator("#room-name").click()  # the first touch starts the sound, which takes a moment
    page.keyboard.type(school.tags[0] + "\n")
    expect(page.locator("#room-figures")).to_contain_text("1 no")
    page.get_by_role("button", name="Atsaukt").click()
    expect(page.locator("#room-figures")).to_contain_text("0 no")
    expect(page.locator("#last-pill")).to_have_text("Atsaukts")
    expect_counts(page, sent=2, waiting=0)
    assert [str(one.action) for one in school.entries()] == ["scan", "undo"]
    expect(page.locator("#room-figures")).to_contain_text("0 no")


def test_what_was_scanned_is_kept_by_whoever_leaves_the_stocktake_at_once(
    page: Page, school: School
) -> None:
    page.evaluate(_SCAN_AND_LEAVE, school.tags[:30])
    expect(page.locator("#joined li")).to_contain_text("nosūtīts 30 · gaida 0", timeout=PATIENCE_MS)
    assert [one.code for one in school.entries()] == school.tags[:30]


def test_a_note_stays_with_its_scan_whatever_is_scanned_meanwhile(
    page: Page, school: School
) -> None:
    scan(page, school.tags[0])
    page.get_by_role("button", name="Piezīme").click()
    page.get_by_label("Piezīme").fill("Skrāpējums")
    scan(page, school.tags[1])
    expect(page.locator("#scans li")).to_have_count(2)
    expect(page.locator("#last-tag")).to_have_text(school.tags[0])
    page.get_by_role("button", name="Saglabāt piezīmi").click()
    expect(page.locator("#last-tag")).to_have_text(school.tags[1])
    expect_counts(page, sent=3, waiting=0)
    first, _, remark = school.entries()
    assert (remark.target, remark.note) == (first.uuid, "Skrāpējums")


def test_exceptions_never_push_the_last_scan_out_of_sight(page: Page, school: School) -> None:
    scan(page, *(f"NEZINĀMS-{number}" for number in range(12)), school.tags[0])
    expect(page.locator("#last-tag")).to_have_text(school.tags[0])
    expect(page.locator("#scans li")).to_have_count(13)
    expect(page.locator("#last")).to_be_in_viewport(ratio=1)
    expect(page.locator("#scans li").first).to_contain_text(school.tags[0])


def test_what_another_phone_found_is_missing_no_more_and_counts_as_again(
    joined: Phone, page: Page, chromium: Browser
) -> None:
    tag = joined.school.tags[0]
    context = chromium.new_context()
    other = Phone(context, joined.school).join("Otrs tālrunis")
    scan(other, tag)
    expect_counts(other, sent=1, waiting=0)
    expect(page.locator("#room-figures")).to_contain_text("1 no", timeout=PATIENCE_MS)
    scan(page, tag)
    expect(page.locator("#last-again")).to_contain_text("Vēlreiz")
    context.close()


def test_the_phone_says_offline_what_the_server_says_later(page: Page, school: School) -> None:
    here = school.room_of(school.tags[0])
    stray = next(tag for tag in school.tags if tag not in here.tags)
    school.server.stop()
    scan(page, here.tags[0], f"ROOM:{here.id}", here.tags[1], stray, here.tags[1])
    scan(page, *school.other_tags(), "NEKAS")
    expect_counts(page, sent=0, waiting=7)
    school.server.start()
    expect_counts(page, sent=7, waiting=0)
    guessed = [(one["guess"]["outcome"], one["guess"]["again"]) for one in entries(page)]
    assert guessed == [(one["outcome"], one["again"]) for one in entries(page)]
    assert {outcome for outcome, _ in guessed} == {
        *("found", "elsewhere", "unlisted", "written_off", "unknown")
    }


def test_an_unknown_code_gets_a_photo_of_what_it_stands_on(
    page: Page, school: School, tmp_path: Path
) -> None:
    Image.effect_noise((3000, 2000), 90).convert("RGB").save(tmp_path / "photo.jpg")
    scan(page, "NEKAS")
    expect(page.locator("#photo")).to_be_visible()
    page.locator("#photo-file").set_input_files(tmp_path / "photo.jpg")
    expect(page.locator("#said")).to_have_text("Fotoattēls saglabāts")
    while page.evaluate(_PHOTOS):
        page.wait_for_timeout(50)
    (stored,) = school.entries()
    (photo,) = school.photos()
    assert photo.uuid == stored.uuid
    assert len(photo.content) <= 500_000
