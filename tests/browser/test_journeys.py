"""What people come for, played through in a real browser on the reference municipality."""

import re
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Page, expect

from assetmgr.auth.codes import Role
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def test_a_school_administrator_finds_a_broken_chromebook_and_notes_it(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.get_by_role("link", name="Ierīces", exact=True).first.click()
    page.locator("#filter-kind").select_option("chromebook")
    page.locator("#filter-status").select_option(value="in_use")
    expect(page.locator("#results")).to_contain_text("Chromebook")
    page.wait_for_url(re.compile("kind=chromebook.*status=in_use|status=in_use.*kind=chromebook"))
    tag = "K-0060"  # it is lent to nobody: a lent one changes through its act
    page.get_by_role("link", name=tag, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(tag)
    page.locator(".page-actions details summary").click()
    page.locator(".page-actions a[href$='/status']").click()
    page.locator("[name=status]").first.wait_for()
    _choose_status(page, "needs_repair")
    page.locator("main button[type=submit]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(tag)
    expect(page.locator("main")).to_contain_text("Jāremontē")
    expect(page.locator("main")).to_contain_text("Skolas administrators")


def _choose_status(page: Page, code: str) -> None:
    field = page.locator("[name=status]")
    if field.first.evaluate("field => field.tagName") == "SELECT":
        field.select_option(code)
    else:
        page.locator(f"[name=status][value={code}]").check()


def test_labels_of_chosen_devices_are_printed_and_can_be_read(site: Site, tmp_path: Path) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/devices/?kind=chromebook")
    tags = page.locator("td.c-key a").all_inner_texts()[:3]
    for box in page.locator("[data-select]").all()[:3]:
        box.check()
    page.locator(".selection-bar button[type=submit]").click()
    page.wait_for_url("**/labels/**")
    with page.expect_download() as download:
        page.locator("main button.btn-primary[type=submit]").last.click()
    file = tmp_path / "labels.pdf"
    download.value.save_as(file)
    picture = pypdfium2.PdfDocument(file)[0].render(scale=4).to_pil()
    read = {code.text.rpartition("/")[2] for code in zxingcpp.read_barcodes(picture)}
    assert read == set(tags)


def test_the_it_department_opens_an_indicator_down_to_the_devices(site: Site) -> None:
    page = site.sign_in(Role.MUNICIPAL_ADMIN)
    page.get_by_role("link", name="Rādītāji", exact=True).first.click()
    page.locator("a[href*='/indicators/1b']").first.click()
    expect(page.locator("main")).to_contain_text("Liepājas Raiņa")
    expect(page.locator("main svg").first).to_be_visible()
    page.locator("a[href*='/indicators/1b/devices']").first.click()
    expect(page.locator("td.c-key a").first).to_be_visible()


def test_the_it_department_reads_the_forecast_as_picture_and_as_table(site: Site) -> None:
    page = site.sign_in(Role.MUNICIPAL_ADMIN)
    page.get_by_role("link", name="Nomaiņas prognoze").first.click()
    expect(page.locator("main svg").first).to_be_visible()
    page.get_by_text("Rādīt datus").first.click()
    expect(page.locator("figure table, details table").first).to_be_visible()
    page.get_by_role("link", name=re.compile("Eiro|Euro")).first.click()
    expect(page.locator("main")).to_contain_text("€")


def test_a_file_is_previewed_and_then_imported(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "jaunas.csv"
    file.write_text(
        "asset_tag,kind,manufacturer,model,room,institution,acquired_on\n"
        "Z-0001,laptop,Lenovo,ThinkPad L13,101,RAI,2026-09-01\n"
        "Z-0002,laptop,Lenovo,ThinkPad L13,101,RAI,2026-09-01\n"
    )
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/exchange/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main button.btn-primary[type=submit]").click()
    expect(page.locator("main")).to_contain_text("jaunas.csv")
    page.locator("main button.btn-primary[type=submit]").click()
    page.goto("/devices/?q=Z-000")
    expect(page.locator("td.c-key a")).to_have_text(["Z-0001", "Z-0002"])


def test_a_wrong_file_says_what_to_mend_and_changes_nothing(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "nepareizi.csv"
    file.write_text("asset_tag,kind,institution\nZ-0009,kosmosa kuģis,RAI\n")
    page = site.sign_in(Role.SCHOOL_ADMIN)
    page.goto("/exchange/")
    page.locator("input[type=file]").set_input_files(file)
    page.locator("main button.btn-primary[type=submit]").click()
    expect(page.locator("main")).to_contain_text("kosmosa kuģis")
    page.goto("/devices/?q=Z-0009")
    expect(page.locator("td.c-key a")).to_have_count(0)


def test_the_sync_is_started_by_a_button_and_unknown_chromebooks_are_taken_in(
    site: Site,
) -> None:
    page = site.sign_in(Role.MUNICIPAL_ADMIN)
    page.goto("/google/")
    page.locator("form[action='/google/sync'] button").click()
    expect(page.locator("#runs")).to_contain_text("Pabeigta", timeout=60_000)
    page.goto("/google/unknown")
    page.locator("[data-select]").first.check()
    chosen = page.locator("tr", has=page.locator("[data-select]:checked"))
    if not chosen.locator("select").input_value():
        chosen.locator("select").select_option(index=1)
    page.locator(".selection-bar button[type=submit]").click()
    expect(page.locator("main")).to_contain_text("ņemts uzskaitē")


def test_a_stranger_who_scans_a_label_learns_whose_it_is_and_nothing_else(site: Site) -> None:
    page = site.browser.new_context(base_url=site.url, locale="lv-LV").new_page()
    page.goto("/d/k-0001")
    expect(page.locator("main")).to_contain_text("Liepājas")
    told = page.locator("main").inner_text()
    for secret in ("Chromebook", "Lietošanā", "Acer", "Lenovo"):
        assert secret not in told


def test_a_pupil_has_one_page(site: Site) -> None:
    page = site.sign_in(Role.BORROWER, width=360)
    expect(page.get_by_role("heading", level=1)).to_have_text("Manas ierīces")
    assert page.locator("nav").count() == 0
    refused = page.goto("/devices/")
    assert refused is not None
    assert refused.status == 403


def test_the_device_list_works_without_javascript(site: Site) -> None:
    signed_in = site.sign_in(Role.SCHOOL_ADMIN)
    context = site.browser.new_context(
        base_url=site.url,
        java_script_enabled=False,
        storage_state=signed_in.context.storage_state(),
    )
    page = context.new_page()
    page.goto("/devices/")
    page.locator("select[name=kind]").select_option("tablet")
    page.locator("form.filter-bar button").first.click()
    assert "kind=tablet" in page.url
    expect(page.locator("td.c-key a").first).to_contain_text("T-")


def test_the_slash_key_and_a_scanner_work_anywhere(site: Site) -> None:
    page = site.sign_in(Role.SCHOOL_ADMIN)
    for keys in (["/"], ["Shift", "/"]):  # the latter on a Latvian keyboard
        page.goto("/usage/")
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator("#search")).to_be_focused()
    page.goto("/devices/?kind=chromebook")
    tag = page.locator("td.c-key a").first.inner_text()
    page.goto("/usage/")
    page.keyboard.type(tag, delay=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(tag)
